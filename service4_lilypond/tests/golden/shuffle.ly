\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "Shuffle"
  running = "Shuffle"
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
    \key bes \major
    \time 4/4
    \tempo \markup { Swing \hspace #0.4 \concat { \combine \concat { \smaller \note {4} #0.9 \hspace #0.5 \smaller \note {4} #0.9 } \translate #'(1.07 . 2.35) \beam #1.63 #0 #0.38 \hspace #0.6 = \hspace #0.6 \combine \concat { \smaller \note {4} #0.9 \hspace #0.5 \smaller \note {8} #0.9 } \translate #'(1.2 . 3.1) \fontsize #-5 \italic "3" \hspace #0.3 } } 4 = 132
    \autoLineBreaksOff
    bes'8[ c''8 ees''8 e''8] f''8[ ees''8 c''8 bes'8] | % 1
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
