\version "2.24.0"
\language "nederlands"

#(set-global-staff-size 20)
#(set-default-paper-size "a4")

\header {
  title = "Lead sheet"
  running = "Lead sheet"
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
  <<
  \new ChordNames \with {
    chordNameExceptions = #(sequential-music-to-chord-exceptions #{ {
      <c e g b>-\markup \super \concat { "maj7" }
      <c ees g bes>-\markup \concat { "m" \super \concat { "7" } }
      <c e g bes des'>-\markup \super \concat { "7" \fontsize #-3 \raise #0.4 \flat "9" }
      <c e g bes d' fis' a'>-\markup \super \concat { "13" \fontsize #-3 \raise #0.4 \sharp "11" }
      <c ees ges bes>-\markup \super \concat { "ø7" }
    } #} #t)
  } \chordmode {
    \skip 4 |
    f1:maj7 |
    d2:m7 g2:1.3.5.7.9- |
    \skip 4. c4.:1.3.5.7.9.11+.13/+e r4 |
    \skip 2 des2:m7.5- |
    \skip 1 |
  }
  \new Staff {
    \set Staff.midiInstrument = "clarinet"
    \clef "treble"
    \key f \major
    \time 4/4
    \tempo 4 = 120
    \transposition bes
    \partial 4
    \autoLineBreaksOff
    c''4 | % 0
    f''1 | % 1
    f''1 | % 2
    f''1 | % 3
    f''1 | % 4
    f''1 | % 5
    \bar "|."
  }
  >>
  \layout {
    \context {
      \Staff
      autoBeaming = ##f
      extraNatural = ##f
      \numericTimeSignature
    }
  }
  \midi {
    \context {
      \ChordNames
      \remove "Note_performer"
      \remove "Staff_performer"
    }
    \context {
      \FretBoards
      \remove "Note_performer"
      \remove "Staff_performer"
    }
  }
}
