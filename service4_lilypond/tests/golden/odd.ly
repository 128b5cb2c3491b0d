\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "Sept temps"
  running = "Sept temps"
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
    \clef "bass"
    \key fis \minor
    \time 2,2,3 7/8
    \tempo 4 = 132
    \autoLineBreaksOff
    fis,8[ gis,8] a,8[ b,8] cis8[ d8 e8] | % 1
    fis4~ fis8[ e8~] e4. | % 2
    cis2~ cis4.~ | % 3
    cis4 r4 fis,4. | % 4
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
