\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "Jig"
  running = "Jig"
  poet = "Piano"
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
    \set Staff.midiInstrument = "acoustic grand"
    \clef "treble"
    \key d \dorian
    \time 6/8
    \tempo 4. = 104
    \autoLineBreaksOff
    d'8[ e'8 f'8] g'8[ a'8 b'8] | % 1
    c''8.[ \set stemLeftBeamCount = 2 \set stemRightBeamCount = 1 b'16 a'8] d''4. | % 2
    a'4.~ a'8 f'4 | % 3
    \break
    r8 e'8 r8 r4. | % 4
    R2. | % 5
    d'2. | % 6
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
