\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "A \"waltz\" \\ for Zoë"
  running = "A \"waltz\" \\ for Zoë"
  poet = "Clarinet in B♭"
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
    \set Staff.midiInstrument = "clarinet"
    \clef "treble"
    \key c \major
    \time 3/4
    \tempo 4 = 152
    \transposition bes
    \partial 4
    \autoLineBreaksOff
    g'4 | % 0
    c''4. d''8 e''4 | % 1
    f''4 fis''2 | % 2
    f''!8[ e''8 d''8 c''8 b'8 a'8] | % 3
    g'2 r4 | % 4
    c''2. | % 5
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
