# What Tregua says, in English. One entry a rule, its texts as attributes; see CONTRIBUTING.md.
# Values in braces are filled in; what is not a full sentence has no full stop and begins in lower case.

## What many rules say

common =
    .cue = cue { $number }
    .cue-at = the cue at place { $place }
    .track = the { $language } track
    .track-at = track { $place }
    .ms = { $ms } ms
    .seconds = { $seconds } s
    .frames = { $frames ->
        [one] { $frames } frame
       *[other] { $frames } frames
    }
    .frames-ms = { $frames ->
        [one] { $frames } frame ({ $ms } ms)
       *[other] { $frames } frames ({ $ms } ms)
    }
    .frames-s = { $frames ->
        [one] { $frames } frame ({ $seconds } s)
       *[other] { $frames } frames ({ $seconds } s)
    }
    .stays-until = stays until { $time }
    .begins-after-cut = begins { $frames ->
        [one] { $frames } frame
       *[other] { $frames } frames
    } after the cut at { $cut }
    .begins-before-cut = begins { $frames ->
        [one] { $frames } frame
       *[other] { $frames } frames
    } before the cut at { $cut }
    .ends-before-cut = ends { $frames ->
        [one] { $frames } frame
       *[other] { $frames } frames
    } before the cut at { $cut }
    .ends-after-cut = ends { $frames ->
        [one] { $frames } frame
       *[other] { $frames } frames
    } after the cut at { $cut }
    .ends-on-cut = ends right on the cut at { $cut }
    .belongs-at = it belongs at { $time }
    .belongs-at-or = it belongs at { $time }, or at { $other }
    .move-to = move it to { $time }
    .begins-at = begins at { $time }
    .take-away = take it away
    .unlisted = findings of this rule that are not listed, from here on: { $n }
    .write = write { $text }
    .in-spanish = Spanish
    .in-kazakh = Kazakh
    .in-russian = Russian
    .in-english = English
    .in-another-language = another language

evidence =
    .cyrillic = of { $words } words { $nine } with letters only Kazakh has, { $listed } usual in Russian; letter pairs and words { $kazakh }:{ $russian } Kazakh to Russian
    .latin = of { $words } words { $spanish } usual in Spanish, { $english } in English; ñ, ¿, ¡ and accents { $marks } times
    .no-letters = no letters
    .other-cyrillic = of { $words } words { $foreign } with letters of neither Kazakh nor Russian, { $doubled } with doubled vowels, { $own } with қ, ғ or ұ
    .other-latin = of { $words } words { $strange } with letters of neither Spanish nor English, { $foreign } usual elsewhere
    .other-script = { $count } letters neither Latin nor Cyrillic
    .stretches = { $agree } of { $all } stretches of the track agree; { $rest }

## What the report itself says

report =
    .applied = { $name }: applied { $n ->
        [one] { $n } fix
       *[other] { $n } fixes
    }
    .at = at
    .at-byte = byte { $byte }
    .at-line = line { $line }
    .by-hand = by hand
    .by-text = { $language } by its text ({ $evidence })
    .clean = clean
    .cues = { $n ->
        [one] { $n } cue
       *[other] { $n } cues
    }
    .error = error
    .errors = { $n ->
        [one] { $n } error
       *[other] { $n } errors
    }
    .failed = { $n } could not be checked
    .file = { $name }: { $counts } – { $language }, profile { $profile }, { $cues }
    .files = { $n ->
        [one] { $n } file
       *[other] { $n } files
    }: { $counts }
    .fix = fix
    .fixable = { $n ->
        [one] { $n } finding has a fix
       *[other] { $n } findings have a fix
    }: --fix --diff shows the safe ones, --unsafe-fixes --diff all
    .gone = { $n } of it gone: --write-baseline writes it anew
    .help = help
    .info = info
    .kept = kept { $n } that this run did not look at
    .known = { $n ->
        [one] { $n } finding
       *[other] { $n } findings
    } known to the baseline
    .knows-none = { $name } knows none of the files of this run; its paths begin at the folder it is in
    .left = { $n ->
        [one] { $n } finding
       *[other] { $n } findings
    } left
    .left-out = { $n ->
        [one] { $n } fix
       *[other] { $n } fixes
    } left out, as they would do harm or cannot be written
    .long-line = at column { $column } of a long line
    .no-language = language not known
    .not-shown = { $name }: { $n ->
        [one] { $n } more finding is
       *[other] { $n } more findings are
    } not shown (--max-shown 0 shows all)
    .note = note
    .notes = { $n ->
        [one] { $n } note
       *[other] { $n } notes
    }
    .waived = { $n ->
        [one] { $n } finding
       *[other] { $n } findings
    } waived
    .waiver = waiver { $n } ({ $rule }: { $reason })
    .waiver-ended = { $waiver } ended on { $day } and waives nothing
    .waiver-unused = { $waiver } waives nothing; take it out of tregua.toml
    .warning = warning
    .warnings = { $n ->
        [one] { $n } warning
       *[other] { $n } warnings
    }
    .would-apply = { $name }: would apply { $n ->
        [one] { $n } fix
       *[other] { $n } fixes
    }
    .wrote = { $name }: wrote { $n ->
        [one] { $n } finding
       *[other] { $n } findings
    }

## file

file-byte-order-mark =
    .found = the file begins with a byte order mark, which is not wanted
    .help = write it in UTF-8 without the mark
    .missing = the file does not begin with a byte order mark, which is wanted
    .help-missing = write it in UTF-8 with the mark

file-encoding =
    .uncertain = the encoding is not certain
    .any = { $evidence }; it could be any 8-bit encoding; name it with --encoding
    .candidates = { $evidence }; it could be { $names }; name it with --encoding
    .not-utf-8 = the file is in { $encoding }, not in UTF-8
    .evidence = { $evidence } ({ $confidence } % sure)
    .malformed = the byte { $bytes } at { $at } spells nothing in { $encoding }

file-line-ends =
    .mixed = the file mixes several kinds of line end: { $crlf } CR LF, { $lf } LF, { $others } others
    .fix = end every line with { $ending }
    .end = end it

file-merge-conflict =
    .found = two people changed the same here, and nobody has decided yet
    .help = keep one version and delete the marks <<<<<<<, ======= and >>>>>>>

file-name-pattern =
    .found = the name “{ $name }” is not of the form “{ $pattern }”

file-numbering =
    .unexpected = the counter is { $number }, expected { $expected }
    .fix = number all cues from 1

file-stamp-form =
    .negative = shift the track, or mend the time
    .indented = take the blanks away

file-stamp-unreadable =
    .help = write it as HH:MM:SS,mmm

file-strict-reader =
    .other-count = it finds another number of cues
    .other-text = it reads other text
    .other-times = it reads other times
    .refuses = a strict reader refuses the whole file: { $why }
    .misreads = a strict reader misreads the file from here: { $how }

file-structure =
    .add = put a blank line in
    .empty = empty it
    .leave-one = leave one blank line

file-too-large =
    .found = the file has { $size } KiB, the most is { $most } KiB

## language

language-kazakh-harmony =
    .found = { $share } % of the words mix back and front vowels; in Kazakh about { $usual } % do
    .help = letters may have been mixed up, as ұ with ү: { $words }

language-kazakh-letter =
    .misread = “{ $letter }” ({ $code }) is not a Kazakh letter
    .convert-again = the file looks like KZ-1048 read as windows-1251; where its source is at hand, convert that again
    .fix-misread = write { $letter }, as KZ-1048 has it
    .twin = “{ $letter }” ({ $code }) is not a Kazakh letter; here stands { $right }
    .fix = write the Kazakh { $letter }

language-kazakh-stripped =
    .track = { $share } % of the letters are ә ғ қ ң ө ұ ү һ і, in Kazakh about { $usual } % are; { $words } frequent words stand here without them
    .help-track = the text was typed or converted without its letters; where its source is at hand, convert that again
    .word = “{ $word }” is “{ $right }” without its Kazakh letters (places: { $count })

language-russian-dash =
    .hyphen = a hyphen with blanks around it, where Russian has a dash
    .double = two hyphens, where Russian has a dash
    .apart = “{ $mark }” with a blank on one side only: a hyphen has none, a dash has both
    .in-word = “{ $mark }” in a word that is written with a hyphen
    .tight = “{ $mark }” without blanks between two words
    .help = in Russian a dash has blanks on both sides, a hyphen on none
    .fix = write “{ $mark }”

language-russian-kept-together =
    .found = the line ends between “{ $tail }” and “{ $head }”
    .help = break the line before or after both

language-russian-yo =
    .found = “{ $word }” stands in this track with ё ({ $with }) and without it ({ $without })
    .other = here it is written the other way
    .help = write it one way in the whole track
    .fix-with = write it with ё everywhere
    .fix-without = write it without ё everywhere

language-spanish-abbreviation =
    .title = “{ $short }” without a name behind it
    .help-title = such short forms stand before a name only; elsewhere the word is written out: { $long }
    .no-stop = “{ $word }” without its full stop
    .states = “{ $written }” for the United States
    .help-states = in Spanish they are EE. UU., with a blank
    .unit = “{ $written }”: units have neither a full stop nor a plural ({ $right })
    .acronym = “{ $written }”: acronyms have no full stops ({ $right })

language-spanish-opening-mark =
    .not-opened = “{ $mark }” has no “{ $opening }” before it in its sentence
    .not-closed = “{ $mark }” has no “{ $closing }” behind it in its sentence
    .turned = “{ $mark }” stands where “{ $right }” belongs
    .help = Spanish asks for both marks; the first stands where the question or exclamation begins, also in mid-sentence
    .fix-open = put “{ $mark }” where it begins
    .fix-close = end it with “{ $mark }”
    .fix-turned = write “{ $mark }”

language-spanish-punctuation =
    .stop = a full stop behind “{ $mark }”
    .help-stop = the closing mark already ends the sentence
    .combined = “{ $marks }”: this client has one mark at a time
    .help-combined = keep the one that matters more, at both ends
    .semicolon = a semicolon
    .help-semicolon = this client has none in Spanish; a full stop or a comma stands for it
    .comma = a comma between “pero” and “{ $mark }”
    .help-comma = no comma stands there, says the Academy

language-spanish-variant =
    .foreign = “{ $word }” is the Spanish of Spain, and the track is { $track } (forms of vosotros: { $count }, ustedes: { $other })
    .help = in America several people are ustedes, with the verb in the third person
    .both = the track has forms of vosotros ({ $count }, the first is “{ $word }”) and ustedes ({ $other })
    .help-both = in Spain ustedes is formal; in America vosotros is not used: name the country in the track’s language, and one of them may be a fault
    .more = here too

language-spelling =
    .unknown = “{ $word }” is in no dictionary (places: { $count })
    .name = “{ $word }” is in no dictionary; it may be a name (places: { $count })
    .stripped = “{ $word }” may be “{ $right }” without its Kazakh letters (places: { $count })
    .help = a word that is right belongs in the project’s word list
    .help-meant = did you mean { $words }? A word that is right belongs in the project’s word list
    .more = here too

language-wrong-language =
    .found = this is { $found }, the track is in { $track }
    .evidence = { $confidence } % sure: { $evidence }

language-wrong-track =
    .found = the whole track is in { $found }, and is named as { $track }
    .evidence = { $confidence } % sure: { $evidence }

## set

set-drift =
    .ahead = the whole track is { $ms } ms ahead of { $track }
    .behind = the whole track is { $ms } ms behind { $track }
    .ahead-until = from here to { $until } the track is { $ms } ms ahead of { $track }
    .behind-until = from here to { $until } the track is { $ms } ms behind { $track }
    .speed = the track runs at the speed of { $from } fps, { $track } at that of { $to } fps; they are { $first } ms apart at its first cue and { $last } ms at its last
    .fast = the track runs { $percent } % faster than { $track }; they are { $first } ms apart at its first cue and { $last } ms at its last
    .slow = the track runs { $percent } % slower than { $track }; they are { $first } ms apart at its first cue and { $last } ms at its last
    .step = from here on the track is { $ms } ms apart from { $track }, beyond what its speed explains
    .cure = `{ $command }` brings them together
    .help = compare the cut of the two; `tregua retime` moves one onto the other

set-forced-missing =
    .found = { $track } does not have this forced narrative
    .help = put it into the full track, or take it out of the forced one
    .many = { $track } lacks { $count } of the { $all } forced narratives
    .help-many = compare the two tracks; one of them may be of another version

set-frame-rates-differ =
    .found = the file says { $rate } frames a second; { $track } has { $other }
    .grid = the times stand on the frames of { $rate } a second; { $track } has { $other }
    .help = make both for the picture’s own rate; `tregua retime rate` carries times from one to the other

set-marks-differ =
    .question = the cue ends in a question; { $track } asks nothing here
    .no-question = { $track } asks a question here; this cue does not
    .exclamation = the cue ends in an exclamation; { $track } does not
    .no-exclamation = { $track } ends in an exclamation here; this cue does not
    .two-voices = dashes for two voices; { $track } has one voice here
    .one-voice = one voice; { $track } has two here, with dashes

set-names-differ =
    .other = “{ $here }” stands here, “{ $there }” in { $track }
    .spelling = “{ $here }” is spelt “{ $usual }” in the rest of this track
    .help = “{ $there }” is “{ $usual }” in the rest of this track

set-no-counterpart =
    .found = { $track } has no cue at this time

set-numbers-differ =
    .other = “{ $here }” stands here, “{ $there }” in { $track }
    .added = “{ $here }” has no answer in { $track }
    .missing = { $track } has “{ $there }” here; this cue has no such number

set-styles-differ =
    .italic = in italics; { $track } is upright here
    .no-italic = upright; { $track } is in italics here
    .song = ♪ stands here, and not in { $track }
    .no-song = { $track } has ♪ here; this cue has none

set-times-differ =
    .in-early = comes { $by } earlier than in { $track }, with which it shares its times
    .in-late = comes { $by } later than in { $track }, with which it shares its times
    .out-early = goes { $by } earlier than in { $track }, with which it shares its times
    .out-late = goes { $by } later than in { $track }, with which it shares its times

set-untranslated =
    .found = the same text as in { $track }
    .track = { $count } of { $all } cues say the same as { $track }

set-wrong-file =
    .found = the in-times of these { $cues } cues match no other track, at any distance and any usual speed
    .help = look whether this is the track of this film, episode and cut

## text

text-all-caps =
    .found = the cue is in capitals
    .track = { $count } of { $all } cues are in capitals

text-apostrophe =
    .asked = the apostrophe is { $mark } ({ $code }); the profile asks for { $right }
    .unlike = the apostrophe is { $mark } ({ $code }); most of the track has { $right }
    .wrong = { $mark } ({ $code }) is no apostrophe

text-control-character =
    .found = a character that shows nothing: { $code }
    .help-ellipsis = in windows-1252 this byte is the ellipsis
    .named = a character that shows nothing: { $code } { $name }

text-credit-or-address =
    .address = an address on the web: { $address }
    .credit = this names who made the subtitles

text-decomposed-letter =
    .found = “{ $letter }” is written as a letter and a mark of its own ({ $code })
    .fix = write { $letter } as one character

text-dialogue-dash =
    .alone = a dash, but nobody else speaks in the cue
    .asked = the speakers have { $found }; the profile asks for { $wanted }
    .unlike = the speakers have { $found }; most of the track has { $wanted }
    .bare = “{ $mark }” ({ $code }) without a blank
    .with-blank = “{ $mark }” ({ $code }) and a blank
    .crowded = more than one speaker in a line
    .help-crowded = give each speaker a line
    .first-has = both speakers have a dash; { $why ->
        [asked] the profile wants one before the second only
       *[most] most of the track has one before the second only
    }
    .first-lacks = only the second speaker has a dash
    .one-only = the first line has a dash, the second has none
    .help-one-only = if somebody else speaks in the second line, it needs a dash too; if not, the first needs none
    .fix = write “{ $mark }” before the words

text-ellipsis =
    .asked = the profile asks for “{ $wanted }” as the ellipsis
    .unlike = most of the track has “{ $wanted }” as the ellipsis
    .blank = a blank before the ellipsis
    .many = too many stops for an ellipsis
    .spaced = blanks between the stops of an ellipsis
    .two = two full stops in a row
    .help-two = one is a full stop, three are an ellipsis

text-empty-cue =
    .found = the cue has no text
    .help = write its text, or take the cue out

text-glyph =
    .found = “{ $character }” ({ $code }) is not on the client's list of characters

text-line-shape =
    .lone = { $words ->
        [one] one word stands alone in the upper line
       *[other] { $words } words stand alone in the upper line
    }
    .uneven = lines of { $first } and { $second } characters: the shorter is under { $percent } % of the longer
    .top-longer = lines of { $first } and { $second } characters: the upper is the longer
    .top-shorter = lines of { $first } and { $second } characters: the upper is the shorter
    .help = broken behind “{ $word }” they have { $first } and { $second }
    .fix = break behind “{ $word }”

text-line-too-long =
    .too-long = { $count } characters, the limit is { $max }
    .long = { $count } characters; some clients allow { $least }, none more than { $max }

text-markup =
    .closes-nothing = { $tag } closes nothing
    .never-closed = { $tag } is never closed
    .fix-close = close it at the end of the cue
    .crossed = { $tag } crosses a tag that was opened after it
    .help-crossed = close the inner tag first
    .unknown = { $tag } is not one of SubRip's tags
    .help-unknown = some players show it, some drop it

text-mixed-script =
    .found = “{ $word }” mixes two scripts: { $letters }
    .fix = write “{ $word }” in one script

text-mojibake =
    .found = this was read as { $encoding } by mistake; it says “{ $text }”
    .help = where the source is at hand, convert that again

text-music-note =
    .outside = { $count ->
        [one] { $count } cue has notes for music
       *[other] { $count } cues have notes for music
    }, and the track is not for the deaf and hard of hearing
    .help-outside = take the notes out, or say --kind sdh
    .asked = “{ $mark }” stands for music; the profile asks for { $right }
    .unlike = “{ $mark }” stands for music; most of the track has { $right }
    .no-end = a note where the song begins, none where it ends
    .no-start = a note where the song ends, none where it begins
    .tight = no blank between the note and the words
    .fix-add = write { $mark } at the other end too
    .fix-blank = put a blank in

text-number-in-words =
    .found = { $number } in digits; the client has “{ $word }”

text-number-separator =
    .decimal = “{ $number }”: here decimals are set off by “{ $mark }”
    .group = “{ $number }”: here thousands are set off by “{ $mark }”
    .group-blank = “{ $number }”: here thousands are set off by a no-break blank
    .unlike = “{ $number }”: most of the track sets decimals off by “{ $mark }”

text-odd-space =
    .found = a blank of another width ({ $code })
    .separator = a separator of lines inside a line ({ $code })
    .tab = a tab between words
    .fix = write a plain blank
    .fix-no-break = write a no-break blank

text-one-line-would-do =
    .found = the { $count } characters of the two lines fit into one, which may have { $max }
    .fix = make one line of them

text-phrase-broken =
    .ends = the line ends with “{ $word }”, which belongs to the next word
    .starts = the line starts with “{ $word }”, which belongs to the word before
    .name = the break parts “{ $word }” from the name
    .number = the break parts “{ $word }” from its unit or from the rest of the number
    .cue-ends = the cue ends with “{ $word }”, which belongs to the next cue
    .fix = break behind “{ $word }”

text-punctuation-space =
    .before = a blank before “{ $mark }”
    .behind = a blank behind “{ $mark }”
    .missing = no blank behind “{ $mark }”
    .doubled = “{ $marks }”: one mark too many
    .fix-behind = put the blank behind the mark
    .fix-insert = put a blank in
    .fix-one = leave one mark

text-quotes =
    .straight = straight quotation marks; here they are { $open } { $close }
    .wrong = { $open } { $close } are not the quotation marks here; they are { $right_open } { $right_close }
    .unlike = most of the track has { $open } { $close }
    .inner = inside a quotation the marks are { $open } { $close }
    .never-closed = the quotation mark { $mark } is never closed
    .never-opened = the quotation mark { $mark } closes nothing
    .blank = a blank inside the quotation marks
    .fix = write { $open } and { $close }

text-repeated =
    .found = the same text as in { $cue }, right behind it
    .twice = the same text at the same time as { $cue }
    .help = make one cue of the two, or leave a pause where the words are said twice
    .help-twice = take one of the two out

text-replacement-character =
    .found = here a letter was lost: U+FFFD
    .help = write the letter that belongs here; only the source or the sound can tell which

text-sdh-mark =
    .sound = a line in brackets, and the track is not for the deaf and hard of hearing
    .label = the speaker's name “{ $name }”, and the track is not for the deaf and hard of hearing
    .help = take it out, or say --kind sdh

text-stray-space =
    .start = a blank at the start of the line
    .end = a blank at the end of the line
    .inside = more than one blank between words

text-too-many-lines =
    .found = { $count } lines, the limit is { $max }

## timing

timing-beyond-programme =
    .before = the cue begins at { $time }, before the programme does
    .help-before = nobody sees it; look whether the start of the programme is right
    .after = begins at { $time }, and the film is over at { $length }
    .stays = stays until { $time }, and the film is over at { $length }
    .help = the track may be made for another cut or speed; `tregua retime` brings it to this one

timing-first-too-early =
    .found = the first cue begins at { $time }; the earliest is { $earliest } s

timing-flash =
    .found = on screen for { $lasts } only
    .help = nobody can read it; lengthen it, or take it out

timing-gap-in-chaining-zone =
    .found = a gap of { $gap } after { $cue } is seen as a flicker
    .help = close it to the smallest gap, or open it to { $seconds } s
    .fix-none = let { $cue } stay until this one begins
    .fix = let { $cue } stay until { $frames ->
        [one] { $frames } frame
       *[other] { $frames } frames
    } before

timing-gap-too-short =
    .none = no gap
    .gap = a gap of { $gap }
    .found = { $gap } after { $cue }, the smallest is { $least }

timing-no-duration =
    .none = the cue ends when it begins
    .backwards = the cue ends { $seconds } s before it begins
    .help = it is never seen; one of its times is wrong

timing-off-grid =
    .found = { $which ->
        [in] the in-time
       *[out] the out-time
    } stands { $ms } ms { $side ->
        [before] before
       *[behind] after
    } the nearest frame at { $rate } fps

timing-out-of-order =
    .found = begins before { $cue }, which stands above it

timing-overlap =
    .found = overlaps { $cue } for { $ms } ms

timing-reading-too-fast =
    .found = { $speed } characters a second, the limit is { $limit }
    .help = { $count } characters in { $lasts } s; they need { $needs } s
    .words = { $speed } words a minute, the limit is { $limit }
    .help-words = { $count ->
        [one] { $count } word
       *[other] { $count } words
    } in { $lasts } s; they need { $needs } s

timing-speed-jump =
    .found = the reading speed jumps from { $from } to { $to } characters a second after { $cue }
    .help = give this cue some of the time of the one before

timing-too-brief =
    .found = on screen for { $lasts }, the shortest is { $limit }

timing-too-long =
    .found = on screen for { $lasts }, the longest is { $limit } s
    .help = split the cue, or bring its out-time forward
