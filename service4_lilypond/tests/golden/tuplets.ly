\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "Études"
  running = "Études"
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
    \clef "treble_8"
    \key c \major
    \time 4/4
    \tempo 4 = 120
    \autoLineBreaksOff
    \tuplet 3/2 { c''8[ d''8 e''8] } \tuplet 3/2 { r8 g''4 } \tuplet 5/4 { a'16[ a'16 a'16 a'16 a'16] } c''4 | % 1
    \break
    c''8 d''4 e''8 f''2 | % 2
    \break
    g'32[ g'32 g'32 \set stemRightBeamCount = 1 g'32 \set stemLeftBeamCount = 1 g'32 g'32 g'32 g'32] g'32[ g'32 g'32 \set stemRightBeamCount = 1 g'32 \set stemLeftBeamCount = 1 g'32 g'32 g'32 g'32] r4 g'4 | % 3
    \break
    a'128[ a'128 a'128 \set stemRightBeamCount = 3 a'128 \set stemLeftBeamCount = 3 a'128 a'128 a'128 \set stemRightBeamCount = 2 a'128 \set stemLeftBeamCount = 2 a'128 a'128 a'128 \set stemRightBeamCount = 3 a'128 \set stemLeftBeamCount = 3 a'128 a'128 a'128 a'128] a'128[ a'128 a'128 \set stemRightBeamCount = 3 a'128 \set stemLeftBeamCount = 3 a'128 a'128 a'128 \set stemRightBeamCount = 2 a'128 \set stemLeftBeamCount = 2 a'128 a'128 a'128 \set stemRightBeamCount = 3 a'128 \set stemLeftBeamCount = 3 a'128 a'128 a'128 a'128] a'4~ a'2 | % 4
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
