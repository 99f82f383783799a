# What Tregua says, in Spanish. One entry a rule, its texts as attributes; see CONTRIBUTING.md.
# Values in braces are filled in; what is not a full sentence has no full stop and begins in lower case.

## What many rules say

common =
    .cue = subtítulo { $number }
    .cue-at = subtítulo en la posición { $place }
    .track = pista { $language }
    .track-at = pista { $place }
    .ms = { $ms } ms
    .seconds = { $seconds } s
    .frames = { $frames ->
        [one] { $frames } fotograma
       *[other] { $frames } fotogramas
    }
    .frames-ms = { $frames ->
        [one] { $frames } fotograma ({ $ms } ms)
       *[other] { $frames } fotogramas ({ $ms } ms)
    }
    .frames-s = { $frames ->
        [one] { $frames } fotograma ({ $seconds } s)
       *[other] { $frames } fotogramas ({ $seconds } s)
    }
    .stays-until = permanece hasta { $time }
    .begins-after-cut = empieza { $frames ->
        [one] { $frames } fotograma
       *[other] { $frames } fotogramas
    } después del corte de { $cut }
    .begins-before-cut = empieza { $frames ->
        [one] { $frames } fotograma
       *[other] { $frames } fotogramas
    } antes del corte de { $cut }
    .ends-before-cut = termina { $frames ->
        [one] { $frames } fotograma
       *[other] { $frames } fotogramas
    } antes del corte de { $cut }
    .ends-after-cut = termina { $frames ->
        [one] { $frames } fotograma
       *[other] { $frames } fotogramas
    } después del corte de { $cut }
    .ends-on-cut = termina justo en el corte de { $cut }
    .belongs-at = su lugar es { $time }
    .belongs-at-or = su lugar es { $time }, o bien { $other }
    .move-to = moverlo a { $time }
    .begins-at = empieza en { $time }
    .take-away = quitarlo
    .write = escribir { $text }
    .in-spanish = español
    .in-kazakh = kazajo
    .in-russian = ruso
    .in-english = inglés
    .in-another-language = otro idioma

## file

file-byte-order-mark =
    .found = el archivo empieza con una marca de orden de bytes y no debe llevarla
    .help = guárdelo en UTF-8 sin la marca
    .missing = el archivo no empieza con una marca de orden de bytes y debe llevarla
    .help-missing = guárdelo en UTF-8 con la marca

file-encoding =
    .uncertain = la codificación no es segura
    .any = { $evidence }; podría ser cualquier codificación de 8 bits; indíquela con --encoding
    .candidates = { $evidence }; podría ser { $names }; indíquela con --encoding
    .not-utf-8 = el archivo está en { $encoding }, no en UTF-8
    .evidence = { $evidence } ({ $confidence } % de certeza)
    .malformed = el byte { $bytes } en { $at } no significa nada en { $encoding }

file-line-ends =
    .mixed = el archivo mezcla varios tipos de fin de línea: { $crlf } CR LF, { $lf } LF, { $others } de otro tipo
    .fix = terminar todas las líneas con { $ending }
    .end = terminarla

file-name-pattern =
    .found = el nombre «{ $name }» no tiene la forma «{ $pattern }»

file-numbering =
    .unexpected = el número es { $number } y se esperaba { $expected }
    .fix = numerar todos los subtítulos desde el 1

file-stamp-form =
    .negative = desplace la pista o corrija el tiempo
    .indented = quitar los espacios

file-stamp-unreadable =
    .help = escríbalo como HH:MM:SS,mmm

file-strict-reader =
    .refuses = un lector estricto rechaza el archivo entero: { $why }
    .misreads = un lector estricto lee mal el archivo desde aquí: { $how }

file-structure =
    .add = añadir una línea en blanco
    .empty = vaciarla
    .leave-one = dejar una sola línea en blanco

file-too-large =
    .found = el archivo ocupa { $size } KiB; el máximo es { $most } KiB

## language

language-kazakh-harmony =
    .found = el { $share } % de las palabras mezcla vocales posteriores y anteriores; en kazajo lo hace cerca del { $usual } %
    .help = puede que se hayan confundido letras, como ұ con ү: { $words }

language-kazakh-letter =
    .misread = «{ $letter }» ({ $code }) no es una letra kazaja
    .convert-again = parece un archivo en KZ-1048 leído como windows-1251; si tiene el original, conviértalo de nuevo
    .fix-misread = escribir { $letter }, como está en KZ-1048
    .twin = «{ $letter }» ({ $code }) no es una letra kazaja; aquí va { $right }
    .fix = escribir la letra kazaja { $letter }

language-kazakh-stripped =
    .track = el { $share } % de las letras son ә ғ қ ң ө ұ ү һ і; en kazajo lo son cerca del { $usual } %; aquí hay { $words } palabras frecuentes escritas sin ellas
    .help-track = el texto se tecleó o se convirtió sin sus letras; si tiene el original, conviértalo de nuevo
    .word = «{ $word }» es «{ $right }» sin sus letras kazajas

language-russian-dash =
    .hyphen = guion con espacios a los lados donde en ruso va una raya
    .double = dos guiones donde en ruso va una raya
    .apart = «{ $mark }» con un espacio a un solo lado: el guion no lleva ninguno; la raya, los dos
    .in-word = «{ $mark }» en una palabra que se escribe con guion
    .tight = «{ $mark }» sin espacios entre dos palabras
    .help = en ruso la raya lleva espacios a los dos lados; el guion, a ninguno
    .fix = escribir «{ $mark }»

language-russian-kept-together =
    .found = la línea se corta entre «{ $tail }» y «{ $head }»
    .help = corte la línea antes o después de los dos

language-russian-yo =
    .found = «{ $word }» aparece en esta pista con ё ({ $with }) y sin ella ({ $without })
    .other = aquí está escrita de la otra manera
    .help = escríbala de una sola manera en toda la pista
    .fix-with = escribirla siempre con ё
    .fix-without = escribirla siempre sin ё

language-spanish-abbreviation =
    .title = «{ $short }» sin un nombre detrás
    .help-title = estas abreviaturas solo van ante un nombre; en los demás casos se escribe la palabra entera: { $long }
    .no-stop = «{ $word }» sin su punto
    .states = «{ $written }» por Estados Unidos
    .help-states = en español se escribe EE. UU., con espacio
    .unit = «{ $written }»: los símbolos de unidades no llevan punto ni plural ({ $right })
    .acronym = «{ $written }»: las siglas no llevan puntos ({ $right })

language-spanish-opening-mark =
    .not-opened = a «{ $mark }» le falta antes «{ $opening }» en la misma oración
    .not-closed = a «{ $mark }» le falta después «{ $closing }» en la misma oración
    .turned = «{ $mark }» está donde va «{ $right }»
    .help = en español son obligatorios los dos signos; el primero va donde empieza la pregunta o la exclamación, aunque sea en mitad de la oración
    .fix-open = poner «{ $mark }» donde empieza
    .fix-close = cerrarla con «{ $mark }»
    .fix-turned = escribir «{ $mark }»

language-spanish-punctuation =
    .stop = hay un punto después de «{ $mark }»
    .help-stop = el signo de cierre ya termina la oración
    .combined = «{ $marks }»: este cliente admite un solo signo
    .help-combined = deje el que más importe, en la apertura y en el cierre
    .semicolon = hay un punto y coma
    .help-semicolon = este cliente no lo admite en español; en su lugar va un punto o una coma
    .comma = hay una coma entre «pero» y «{ $mark }»
    .help-comma = ahí no va coma, según la Academia

language-spanish-variant =
    .foreign = «{ $word }» es español de España, y la pista es { $track } (formas de vosotros: { $count }; ustedes: { $other })
    .help = en América se trata de ustedes a varias personas, con el verbo en tercera persona
    .both = la pista tiene formas de vosotros ({ $count }, la primera es «{ $word }») y ustedes ({ $other })
    .help-both = en España ustedes es formal; en América no se usa vosotros: indique el país en el idioma de la pista, y una de las dos puede ser un error
    .more = aquí también

language-wrong-language =
    .found = este texto está en { $found }; la pista, en { $track }
    .evidence = { $confidence } % de certeza: { $evidence }

language-wrong-track =
    .found = toda la pista está en { $found }, y figura como { $track }
    .evidence = { $confidence } % de certeza: { $evidence }

## set

set-drift =
    .ahead = toda la pista va { $ms } ms por delante de { $track }
    .behind = toda la pista va { $ms } ms por detrás de { $track }
    .ahead-until = desde aquí hasta { $until } la pista va { $ms } ms por delante de { $track }
    .behind-until = desde aquí hasta { $until } la pista va { $ms } ms por detrás de { $track }
    .speed = la pista va a la velocidad de { $from } fps; { $track }, a la de { $to } fps: se separan { $first } ms en el primer subtítulo y { $last } ms en el último
    .fast = la pista va un { $percent } % más rápida que { $track }: se separan { $first } ms en el primer subtítulo y { $last } ms en el último
    .slow = la pista va un { $percent } % más lenta que { $track }: se separan { $first } ms en el primer subtítulo y { $last } ms en el último
    .step = desde aquí la pista se separa { $ms } ms de { $track }, más de lo que explica su velocidad
    .cure = `{ $command }` las iguala
    .help = compare el montaje de las dos; `tregua retime` lleva una a los tiempos de la otra

set-forced-missing =
    .found = { $track } no tiene este subtítulo forzado
    .help = añádalo a la pista completa o quítelo de la forzada
    .many = en { $track } faltan { $count } de los { $all } subtítulos forzados
    .help-many = compare las dos pistas; una puede ser de otra versión

set-frame-rates-differ =
    .found = el archivo dice { $rate } fotogramas por segundo; { $track } tiene { $other }
    .grid = los tiempos caen en los fotogramas de { $rate } por segundo; { $track } tiene { $other }
    .help = haga las dos para la velocidad de la imagen; `tregua retime rate` pasa los tiempos de una a otra

set-no-counterpart =
    .found = { $track } no tiene ningún subtítulo en este momento

set-wrong-file =
    .found = las entradas de estos { $cues } subtítulos no coinciden con ninguna otra pista, a ninguna distancia ni velocidad habitual
    .help = mire si esta pista es de esta película, este episodio y este montaje
    .same = el texto es el de { $track }
    .help-same = mire si se puso dos veces el mismo archivo

## text

text-all-caps =
    .found = el subtítulo está en mayúsculas
    .track = { $count } de { $all } subtítulos están en mayúsculas

text-apostrophe =
    .asked = el apóstrofo es { $mark } ({ $code }); el perfil pide { $right }
    .unlike = el apóstrofo es { $mark } ({ $code }); casi toda la pista lleva { $right }
    .wrong = { $mark } ({ $code }) no es un apóstrofo

text-control-character =
    .found = un carácter que no muestra nada: { $code }
    .named = un carácter que no muestra nada: { $code } { $name }

text-credit-or-address =
    .address = una dirección de internet: { $address }
    .credit = aquí se nombra a quien hizo los subtítulos

text-decomposed-letter =
    .found = «{ $letter }» está escrita como letra y signo aparte ({ $code })
    .fix = escribir { $letter } como un solo carácter

text-dialogue-dash =
    .alone = hay un guion, pero nadie más habla en el subtítulo
    .asked = los interlocutores llevan { $found }; el perfil pide { $wanted }
    .unlike = los interlocutores llevan { $found }; casi toda la pista lleva { $wanted }
    .bare = «{ $mark }» ({ $code }) sin espacio
    .with-blank = «{ $mark }» ({ $code }) y un espacio
    .crowded = más de un interlocutor en una línea
    .help-crowded = dé una línea a cada interlocutor
    .first-has = los dos interlocutores llevan guion; { $why ->
        [asked] el perfil lo pide solo ante el segundo
       *[most] casi toda la pista lo lleva solo ante el segundo
    }
    .first-lacks = solo el segundo interlocutor lleva guion
    .one-only = la primera línea lleva guion y la segunda no
    .help-one-only = si en la segunda línea habla otra persona, también necesita guion; si no, sobra el primero
    .fix = escribir «{ $mark }» ante las palabras

text-ellipsis =
    .asked = el perfil pide «{ $wanted }» como puntos suspensivos
    .unlike = casi toda la pista lleva «{ $wanted }» como puntos suspensivos
    .blank = hay un espacio ante los puntos suspensivos
    .many = demasiados puntos para unos puntos suspensivos
    .spaced = hay espacios entre los puntos suspensivos
    .two = dos puntos seguidos
    .help-two = uno es punto; tres, puntos suspensivos

text-empty-cue =
    .found = el subtítulo no tiene texto
    .help = escriba el texto o elimine el subtítulo

text-glyph =
    .found = «{ $character }» ({ $code }) no está en la lista de caracteres del cliente

text-line-shape =
    .lone = { $words ->
        [one] una palabra queda sola en la línea de arriba
       *[other] { $words } palabras quedan solas en la línea de arriba
    }
    .uneven = líneas de { $first } y { $second } caracteres: la más corta no llega al { $percent } % de la más larga
    .top-longer = líneas de { $first } y { $second } caracteres: la de arriba es la más larga
    .top-shorter = líneas de { $first } y { $second } caracteres: la de arriba es la más corta
    .help = si se parte tras «{ $word }», tienen { $first } y { $second }
    .fix = partir tras «{ $word }»

text-line-too-long =
    .too-long = { $count } caracteres; el límite es { $max }
    .long = { $count } caracteres; algunos clientes admiten { $least } y ninguno más de { $max }

text-markup =
    .closes-nothing = { $tag } no cierra nada
    .never-closed = { $tag } no se cierra nunca
    .fix-close = cerrarla al final del subtítulo
    .crossed = { $tag } se cruza con una etiqueta abierta después
    .help-crossed = cierre antes la etiqueta interior
    .unknown = { $tag } no es una etiqueta de SubRip
    .help-unknown = algunos reproductores la muestran y otros la omiten

text-mixed-script =
    .found = «{ $word }» mezcla dos alfabetos: { $letters }
    .fix = escribir «{ $word }» en un solo alfabeto

text-mojibake =
    .found = esto se leyó por error como { $encoding }; dice «{ $text }»
    .help = si tiene el original, conviértalo de nuevo

text-odd-space =
    .found = un espacio de otra anchura ({ $code })
    .tab = un tabulador entre palabras
    .fix = escribir un espacio corriente
    .fix-no-break = escribir un espacio de no separación

text-one-line-would-do =
    .found = los { $count } caracteres de las dos líneas caben en una, que admite { $max }
    .fix = juntarlas en una línea

text-phrase-broken =
    .ends = la línea acaba en «{ $word }», que va con la palabra siguiente
    .starts = la línea empieza por «{ $word }», que va con la palabra anterior
    .name = el corte separa «{ $word }» del nombre
    .number = el corte separa «{ $word }» de su unidad o del resto del número
    .cue-ends = el subtítulo acaba en «{ $word }», que va con el siguiente
    .fix = partir tras «{ $word }»

text-punctuation-space =
    .before = hay un espacio ante «{ $mark }»
    .behind = hay un espacio tras «{ $mark }»
    .missing = falta un espacio tras «{ $mark }»
    .doubled = «{ $marks }»: sobra un signo
    .fix-behind = poner el espacio tras el signo
    .fix-insert = poner un espacio
    .fix-one = dejar un solo signo

text-quotes =
    .straight = comillas rectas; aquí son { $open } { $close }
    .wrong = las comillas no son aquí { $open } { $close }, sino { $right_open } { $right_close }
    .unlike = casi toda la pista lleva { $open } { $close }
    .inner = dentro de una cita las comillas son { $open } { $close }
    .never-closed = la comilla { $mark } no se cierra nunca
    .never-opened = la comilla { $mark } no cierra nada
    .blank = hay un espacio dentro de las comillas
    .fix = escribir { $open } y { $close }

text-repeated =
    .found = el mismo texto que en el { $cue }, justo a continuación
    .twice = el mismo texto y al mismo tiempo que el { $cue }
    .help = haga de los dos un solo subtítulo, o deje una pausa si las palabras se dicen dos veces
    .help-twice = elimine uno de los dos

text-replacement-character =
    .found = aquí se perdió una letra: U+FFFD
    .help = escriba la letra que falta; solo el original o el sonido dicen cuál es

text-sdh-mark =
    .sound = una línea entre corchetes o paréntesis en una pista que no es para personas sordas
    .label = el nombre del hablante, «{ $name }», en una pista que no es para personas sordas
    .help = quítelo, o indique --kind sdh

text-stray-space =
    .start = un espacio al principio de la línea
    .end = un espacio al final de la línea
    .inside = más de un espacio entre palabras

text-too-many-lines =
    .found = { $count } líneas; el límite es { $max }

## timing

timing-beyond-programme =
    .after = empieza en { $time } y la película termina en { $length }
    .stays = permanece hasta { $time } y la película termina en { $length }
    .help = la pista puede ser de otro montaje o de otra velocidad; `tregua retime` la ajusta a este

timing-first-too-early =
    .found = el primer subtítulo empieza en { $time }; lo más pronto permitido es { $earliest } s

timing-flash =
    .found = solo { $lasts } en pantalla
    .help = nadie puede leerlo; alárguelo o elimínelo

timing-gap-in-chaining-zone =
    .found = la pausa de { $gap } tras el { $cue } se ve como un parpadeo
    .help = redúzcala a la pausa mínima o amplíela a { $seconds } s
    .fix-none = dejar el { $cue } hasta que empiece este
    .fix = dejar el { $cue } hasta { $frames ->
        [one] { $frames } fotograma
       *[other] { $frames } fotogramas
    } antes

timing-gap-too-short =
    .none = ninguna pausa
    .gap = una pausa de { $gap }
    .found = { $gap } tras el { $cue }; la mínima es de { $least }

timing-no-duration =
    .none = el subtítulo termina en el mismo momento en que empieza
    .backwards = el subtítulo termina { $seconds } s antes de empezar
    .help = no llega a verse; uno de sus tiempos está mal

timing-off-grid =
    .found = { $which ->
        [in] el tiempo de entrada
       *[out] el tiempo de salida
    } está { $ms } ms { $side ->
        [before] antes
       *[behind] después
    } del fotograma más cercano a { $rate } fps

timing-out-of-order =
    .found = empieza antes que el { $cue }, que está más arriba

timing-overlap =
    .found = se solapa con el { $cue } durante { $ms } ms

timing-reading-too-fast =
    .found = { $speed } caracteres por segundo; el límite es { $limit }
    .help = { $count } caracteres en { $lasts } s; necesitan { $needs } s
    .words = { $speed } palabras por minuto; el límite es { $limit }
    .help-words = { $count ->
        [one] { $count } palabra
       *[other] { $count } palabras
    } en { $lasts } s; necesitan { $needs } s

timing-speed-jump =
    .found = la velocidad de lectura salta de { $from } a { $to } caracteres por segundo tras el { $cue }
    .help = dele a este subtítulo parte del tiempo del anterior

timing-too-brief =
    .found = { $lasts } en pantalla; el mínimo es { $limit }

timing-too-long =
    .found = { $lasts } en pantalla; el máximo es { $limit } s
    .help = divida el subtítulo o adelante su salida
