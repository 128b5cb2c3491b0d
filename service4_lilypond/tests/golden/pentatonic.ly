\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "Pentatonic"
  running = "Pentatonic"
  poet = "Guitar"
  tagline = \markup \abs-fontsize #7 "melodies.example/melodies/k3Jx9aQ2 · seed 7042"
}

\paper {
  indent = 0
  top-margin = 15
  bottom-margin = 10
  left-margin = 15
  right-margin = 15
  markup-system-spacing.basic-distance = #14
  markup-system-spacing.padding = #4
  system-system-spacing.basic-distance = #14
  system-system-spacing.padding = #2.5
  top-system-spacing.basic-distance = #16
  top-system-spacing.padding = #4
  oddHeaderMarkup = \markup \unless \on-first-page \abs-fontsize #9 \fill-line {
    \fromproperty #'header:running
    \fromproperty #'page:page-number-string
  }
  evenHeaderMarkup = \oddHeaderMarkup
}

\score {
  \new Staff {
    \set Staff.midiInstrument = "acoustic guitar (nylon)"
    \clef "treble_8"
    \key e \minor
    \time 4/4
    \tempo 4 = 96
    \autoLineBreaksOff
    e8 g4 a8 b8 d'4 e'8 | % 1
    e4. g8~ g4 a4 | % 2
    b8[ d'8~] d'4 e'8[ e8~] e4 | % 3
    g1 | % 4
    \bar "|."
  }
  \layout {
    \context {
      \Staff
      autoBeaming = ##f
      extraNatural = ##f
      \numericTimeSignature
    }
  }
  \midi { }
}
