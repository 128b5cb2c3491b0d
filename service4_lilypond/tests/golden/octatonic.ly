\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "Octatonic"
  running = "Octatonic"
  poet = "Bassoon"
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
    \set Staff.midiInstrument = "bassoon"
    \clef "bass"
    \key c \minor
    \compoundMeter #'((3 2 2 8))
    \tempo 4 = 96
    \autoLineBreaksOff
    c8[ d8 ees8] f8[ ges8] aes8[ a8] | % 1
    b4. c4 d4 | % 2
    ees16[ f16 ges8 aes8] a4 r8 b8 | % 3
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
