\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "Five slow"
  running = "Five slow"
  poet = "Cello"
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
    \set Staff.midiInstrument = "cello"
    \clef "bass"
    \key cis \minor
    \time 3,2 5/4
    \tempo 4 = 96
    \autoLineBreaksOff
    cis4 dis4 e4 fis4 gis4 | % 1
    a2. bis2 | % 2
    cis4 dis2 e8[ fis8] gis4 | % 3
    r2 r4 a2 | % 4
    R1*5/4 | % 5
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
