\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "Thirds"
  running = "Thirds"
  poet = "Soprano voice"
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
    \set Staff.midiInstrument = "voice oohs"
    \clef "treble"
    \key ges \major
    \time 3/4
    \tempo 4 = 96
    \autoLineBreaksOff
    \tuplet 3/2 { ges'8[ bes'8 aes'8] } ces''4 bes'4 | % 1
    des''4 \tuplet 3/2 { ees''8[ f''8 ges'8] } \tuplet 3/2 { bes'8[ aes'8 ces''8] } | % 2
    r8 bes'8 des''4. ees''8 | % 3
    f''2. | % 4
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
