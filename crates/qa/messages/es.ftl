# What Tregua says, in Spanish. One entry a rule, its texts as attributes; see CONTRIBUTING.md.
# Values in braces are filled in; what is not a full sentence has no full stop and begins in lower case.

## What many rules say

common =
    .cue = subtítulo { $number }
    .cue-at = subtítulo en la posición { $place }
    .track = la pista { $language }
    .track-at = la pista { $place }
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
    .unlisted = problemas de esta regla que no se enumeran, de aquí en adelante: { $n }
    .write = escribir { $text }
    .in-spanish = español
    .in-kazakh = kazajo
    .in-russian = ruso
    .in-english = inglés
    .in-another-language = otro idioma

evidence =
    .cyrillic = de { $words } palabras, { $nine } con letras que solo tiene el kazajo y { $listed } usuales en ruso; pares de letras y palabras { $kazakh }:{ $russian } de kazajo a ruso
    .latin = de { $words } palabras, { $spanish } usuales en español y { $english } en inglés; ñ, ¿, ¡ y tildes: { $marks }
    .no-letters = no hay letras
    .other-cyrillic = de { $words } palabras, { $foreign } con letras que no son ni kazajas ni rusas, { $doubled } con vocales dobles y { $own } con қ, ғ o ұ
    .other-latin = de { $words } palabras, { $strange } con letras que no son ni españolas ni inglesas y { $foreign } usuales en otros idiomas
    .other-script = letras ni latinas ni cirílicas: { $count }
    .stretches = coinciden { $agree } de los { $all } tramos de la pista; { $rest }

## What the report itself says

report =
    .applied = { $name }: { $n ->
        [one] { $n } corrección aplicada
       *[other] { $n } correcciones aplicadas
    }
    .at = en
    .at-byte = byte { $byte }
    .at-line = línea { $line }
    .by-hand = a mano
    .by-text = { $language } según su texto ({ $evidence })
    .clean = sin problemas
    .cues = { $n ->
        [one] { $n } subtítulo
       *[other] { $n } subtítulos
    }
    .error = error
    .errors = { $n ->
        [one] { $n } error
       *[other] { $n } errores
    }
    .failed = { $n ->
        [one] { $n } no se pudo revisar
       *[other] { $n } no se pudieron revisar
    }
    .file = { $name }: { $counts } – { $language }, perfil { $profile }, { $cues }
    .files = { $n ->
        [one] { $n } archivo
       *[other] { $n } archivos
    }: { $counts }
    .fix = corrección
    .fixable = { $n ->
        [one] { $n } problema tiene corrección
       *[other] { $n } problemas tienen corrección
    }: --fix --diff muestra las seguras y --unsafe-fixes --diff, todas
    .gone = { $n ->
        [one] { $n } de ellos ya no está
       *[other] { $n } de ellos ya no están
    }: --write-baseline la escribe de nuevo
    .help = ayuda
    .info = nota
    .kept = se conservan { $n } que esta comprobación no ha mirado
    .known = { $n ->
        [one] { $n } problema ya conocido
       *[other] { $n } problemas ya conocidos
    } en la línea base
    .knows-none = { $name } no conoce ninguno de los archivos de esta comprobación; sus rutas parten de la carpeta en la que está
    .left = { $n ->
        [one] queda { $n } problema
       *[other] quedan { $n } problemas
    }
    .left-out = { $n ->
        [one] { $n } corrección omitida, porque haría daño o no se puede escribir
       *[other] { $n } correcciones omitidas, porque harían daño o no se pueden escribir
    }
    .long-line = en la columna { $column } de una línea larga
    .no-language = idioma desconocido
    .not-shown = { $name }: { $n ->
        [one] no se muestra { $n } problema más
       *[other] no se muestran { $n } problemas más
    } (--max-shown 0 los muestra todos)
    .note = nota
    .notes = { $n ->
        [one] { $n } nota
       *[other] { $n } notas
    }
    .waived = { $n ->
        [one] { $n } problema dispensado
       *[other] { $n } problemas dispensados
    }
    .waiver = dispensa { $n } ({ $rule }: { $reason })
    .waiver-ended = { $waiver }: venció el { $day } y no dispensa nada
    .waiver-unused = { $waiver }: no dispensa nada; quítela de tregua.toml
    .warning = advertencia
    .warnings = { $n ->
        [one] { $n } advertencia
       *[other] { $n } advertencias
    }
    .would-apply = { $name }: { $n ->
        [one] se aplicaría { $n } corrección
       *[other] se aplicarían { $n } correcciones
    }
    .wrote = { $name }: { $n ->
        [one] { $n } problema escrito
       *[other] { $n } problemas escritos
    }

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

file-merge-conflict =
    .found = aquí chocan los cambios de dos personas y nadie ha decidido todavía
    .help = deje una sola versión y borre las marcas <<<<<<<, ======= y >>>>>>>

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
    .other-count = encuentra otro número de subtítulos
    .other-text = lee otro texto
    .other-times = lee otros tiempos
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
    .word = «{ $word }» es «{ $right }» sin sus letras kazajas (veces: { $count })

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

language-spelling =
    .unknown = «{ $word }» no está en ningún diccionario (veces: { $count })
    .name = «{ $word }» no está en ningún diccionario; puede ser un nombre (veces: { $count })
    .stripped = «{ $word }» puede ser «{ $right }» sin sus letras kazajas (veces: { $count })
    .help = si la palabra es correcta, añádala a la lista de palabras del proyecto
    .help-meant = ¿quería decir { $words }? Si la palabra es correcta, añádala a la lista de palabras del proyecto
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

set-marks-differ =
    .question = el subtítulo acaba en pregunta; { $track } no pregunta nada aquí
    .no-question = { $track } pregunta aquí; este subtítulo, no
    .exclamation = el subtítulo acaba en exclamación; el de { $track }, no
    .no-exclamation = { $track } acaba aquí en exclamación; este subtítulo, no
    .two-voices = hay guiones de dos voces; en { $track } habla una sola
    .one-voice = habla una sola voz; { $track } tiene aquí dos, con guiones

set-names-differ =
    .other = aquí pone «{ $here }»; en { $track }, «{ $there }»
    .spelling = «{ $here }» se escribe «{ $usual }» en el resto de esta pista
    .help = «{ $there }» es «{ $usual }» en el resto de esta pista

set-no-counterpart =
    .found = { $track } no tiene ningún subtítulo en este momento

set-numbers-differ =
    .other = aquí pone «{ $here }»; en { $track }, «{ $there }»
    .added = «{ $here }» no tiene equivalente en { $track }
    .missing = { $track } tiene aquí «{ $there }»; este subtítulo no tiene ese número

set-styles-differ =
    .italic = va en cursiva; en { $track }, en redonda
    .no-italic = va en redonda; en { $track }, en cursiva
    .song = aquí hay ♪; en { $track }, no
    .no-song = { $track } tiene aquí ♪; este subtítulo, no

set-times-differ =
    .in-early = entra { $by } antes que en { $track }, con la que comparte los tiempos
    .in-late = entra { $by } después que en { $track }, con la que comparte los tiempos
    .out-early = sale { $by } antes que en { $track }, con la que comparte los tiempos
    .out-late = sale { $by } después que en { $track }, con la que comparte los tiempos

set-untranslated =
    .found = el mismo texto que en { $track }
    .track = { $count } de { $all } subtítulos dicen lo mismo que { $track }

set-wrong-file =
    .found = las entradas de estos { $cues } subtítulos no coinciden con ninguna otra pista, a ninguna distancia ni velocidad habitual
    .help = mire si esta pista es de esta película, este episodio y este montaje

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
    .help-ellipsis = en windows-1252 este byte son los puntos suspensivos
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

text-music-note =
    .outside = { $count ->
        [one] { $count } subtítulo lleva notas musicales
       *[other] { $count } subtítulos llevan notas musicales
    } en una pista que no es para personas sordas
    .help-outside = quite las notas o indique --kind sdh
    .asked = «{ $mark }» señala la música; el perfil pide { $right }
    .unlike = «{ $mark }» señala la música; casi toda la pista lleva { $right }
    .no-end = hay una nota donde empieza la canción y ninguna donde acaba
    .no-start = hay una nota donde acaba la canción y ninguna donde empieza
    .tight = falta un espacio entre la nota y las palabras
    .fix-add = poner { $mark } también en el otro extremo
    .fix-blank = poner un espacio

text-number-in-words =
    .found = { $number } en cifras; el cliente pide «{ $word }»

text-number-separator =
    .decimal = «{ $number }»: aquí los decimales se separan con «{ $mark }»
    .group = «{ $number }»: aquí los millares se separan con «{ $mark }»
    .group-blank = «{ $number }»: aquí los millares se separan con un espacio de no separación
    .unlike = «{ $number }»: casi toda la pista separa los decimales con «{ $mark }»

text-odd-space =
    .found = un espacio de otra anchura ({ $code })
    .separator = un separador de líneas dentro de una línea ({ $code })
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
    .before = el subtítulo entra a las { $time }, antes de que empiece el programa
    .help-before = nadie lo verá; compruebe el comienzo del programa
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

## What readers of files report; the English texts stand with the readers

encoding =
    .also = { $why }; también es válido como { $names }
    .ascii = solo ASCII
    .damaged = { $good } caracteres de varios bytes son UTF-8 válido; { $bad } bytes no lo son
    .dos = los acentos parecen de la página de códigos 850 o 437 de DOS, que no se puede leer
    .in-kazakh = kazajo
    .in-russian = ruso
    .in-spanish = español
    .in-ukrainian = ucraniano
    .letters = { $count } bytes son letras kazajas en { $encoding } ({ $letters }); las letras encajan con el idioma: { $language }
    .mark = marca de orden de bytes de { $encoding }: { $mark }
    .named = indicada por el usuario
    .no-language = la mejor de las codificaciones comparadas, pero las letras no encajan en ningún idioma
    .none = no es UTF-8, y ninguna otra codificación encaja
    .odd = suposición de chardetng, pero salen palabras raras
    .same = lee igual todos los bytes de este archivo
    .statistics = estadística de chardetng; { $letters } letras fuera de ASCII
    .text = { $count } bytes por encima de 0x7F dan texto en { $language }
    .utf-16-before = UTF-16 sin marca de orden de bytes: cifras y espacios llevan delante un byte nulo
    .utf-16-behind = UTF-16 sin marca de orden de bytes: cifras y espacios llevan detrás un byte nulo
    .utf-32-zeros = UTF-32 sin marca de orden de bytes: la mitad de los bytes son nulos, por pares
    .utf-8 = todos los bytes son UTF-8 válido
    .weak = no es UTF-8, y ninguna otra codificación encaja lo bastante; la mejor: { $best }
    .worse = { $count } bytes se leen de otra manera y encajan peor

fault =
    .arrow-in-text = este texto parece una línea de tiempos
    .arrow-loose = la flecha entre los tiempos debe ser « --> »
    .ass-attachment-bad = esta línea de un archivo adjunto está dañada
    .ass-attachment-path = el nombre de un adjunto contiene una ruta; nunca se sigue
    .ass-brace-escaped = barra inversa ante una llave; unos reproductores muestran la llave y otros ocultan lo que encierra
    .ass-brace-inside = llave de apertura dentro de otras llaves; la primera de cierre termina las dos
    .ass-brace-open = esta llave no se cierra; los reproductores la muestran con todo lo que sigue
    .ass-brace-stray = esta llave de cierre no cierra nada; los reproductores la muestran
    .ass-cut-off = este evento no tiene ni tiempos legibles ni texto
    .ass-drawing-odd = un dibujo con puntos que los reproductores no pueden leer o trazar
    .ass-event-short = este evento tiene menos campos que su línea Format
    .ass-field-twice = esta línea Format nombra un campo dos veces; cuenta la primera
    .ass-field-unknown = un campo que los programas no conocen; sus valores se conservan
    .ass-format-changed = desde aquí cambia el orden de los campos; algunos lectores solo admiten un orden por archivo
    .ass-format-missing = no hay antes ninguna línea Format; se toma el orden habitual de los campos
    .ass-format-unusable = esta línea Format no nombra Text o los tiempos, así que se toma el orden habitual de los campos
    .ass-inner-fraction = una fracción de la unidad más pequeña; cada programa la redondea a su manera
    .ass-inner-time = este tiempo dentro del texto no se puede leer, así que queda como está cuando los demás se mueven
    .ass-junk = esta línea no puede estar en su sección; los lectores la omiten
    .ass-karaoke-bare = una sílaba sin duración; unos reproductores le dan un segundo y otros nada
    .ass-key-case = los lectores que distinguen mayúsculas no conocen esta línea
    .ass-outside = este evento está fuera de [Events]; los reproductores no lo muestran
    .ass-section-odd = nombre de sección mal escrito; los lectores estrictos la omiten
    .ass-section-unknown = una sección que los reproductores no conocen; se conserva como está
    .ass-soft-break = \n es un espacio en casi todos los reproductores, y un salto de línea solo sin ajuste automático
    .ass-stamp-above-59 = minutos o segundos por encima de 59
    .ass-stamp-form = un tiempo escrito de otra forma que H:MM:SS.cc; los lectores estrictos fallan
    .ass-stamp-hundredths = las centésimas no tienen dos cifras; los lectores no las entienden igual
    .ass-stamp-negative = el tiempo es anterior a cero, y el formato no puede expresarlo
    .ass-style-long = este estilo tiene más valores que su línea Format
    .ass-style-short = este estilo tiene menos valores que su línea Format
    .ass-style-twice = ya hay arriba un estilo con este nombre; cuenta el último
    .ass-style-unknown = no hay ningún estilo con este nombre; los reproductores usan Default
    .ass-style-unnamed = un estilo sin nombre
    .ass-tag-nested = un \t dentro de otro; los reproductores no lo tratan igual
    .ass-tag-unknown = no es una etiqueta que conozcan todos los reproductores; se conserva
    .ass-tag-value = el valor de esta etiqueta no se puede leer; los reproductores la omiten
    .ass-text-not-last = Text no es el último campo; los lectores toman por texto todo lo que sigue, y los tiempos dentro del texto quedan como están
    .ass-timer = un Timer distinto del 100 %; algunos reproductores aceleran o frenan los tiempos, la mayoría no
    .ass-value = este valor no se puede leer; los lectores ponen en su lugar cosas distintas
    .ass-words-in-drawing = estas palabras están donde hay un dibujo; los reproductores no las muestran
    .blank-after-number = hay una línea en blanco entre el número y los tiempos
    .blank-before-text = hay una línea en blanco entre los tiempos y el texto; muchos reproductores no muestran nada
    .blank-extra = más de una línea en blanco antes de este subtítulo
    .blank-in-text = una línea en blanco dentro del texto; muchos reproductores pierden lo que sigue
    .blank-missing = falta la línea en blanco antes de este subtítulo; muchos reproductores lo muestran como texto
    .blank-not-empty = la línea en blanco no está vacía; los lectores estrictos la toman por texto
    .bom-inside = una marca de orden de bytes dentro del archivo; puede que se hayan unido dos archivos
    .clock-above-59 = minutos o segundos por encima de 59
    .clock-blanks = el tiempo contiene espacios
    .clock-fraction-digits = los milisegundos no tienen tres cifras; los lectores no los entienden igual
    .clock-negative = el tiempo es anterior a cero
    .clock-no-fraction = el tiempo no tiene milisegundos
    .clock-no-hours = el tiempo no tiene horas
    .clock-separator = los milisegundos no van tras una coma
    .clock-width = las horas, los minutos y los segundos necesitan dos cifras
    .common-continued = esta línea no tiene tiempos propios; se toma por parte del subtítulo anterior, y los reproductores la pierden
    .common-last-cue = nada dice cuándo termina el último subtítulo; se toma que dura 5 segundos
    .common-until-next = nada termina este subtítulo; se toma que permanece hasta que empieza el siguiente
    .coordinates = coordenadas de pantalla tras los tiempos; pocos reproductores las conocen
    .dcp-bare-count = los subtítulos SMPTE escriben este tiempo como HH:MM:SS:EE
    .dcp-decimal = los subtítulos SMPTE no tienen decimales en los tiempos
    .dcp-fades = desde aquí falta la duración de algún fundido, que entonces es de 80 ms; con cero el corte es seco
    .dcp-font-file = esta fuente no dice qué archivo es
    .dcp-font-uuid = SMPTE nombra las fuentes con urn:uuid:
    .dcp-in-missing = falta el tiempo de entrada
    .dcp-inside = un Subtitle dentro de otro
    .dcp-namespace = el elemento raíz no está en ningún espacio de nombres de SMPTE 428-7 (2007, 2010, 2014)
    .dcp-no-contenttitletext = falta el elemento ContentTitleText
    .dcp-no-editrate = falta el elemento EditRate
    .dcp-no-font = no se carga ninguna fuente; los reproductores toman una propia, a la que pueden faltarle letras
    .dcp-no-id = falta el elemento Id
    .dcp-no-issuedate = falta el elemento IssueDate
    .dcp-no-language = falta el elemento Language
    .dcp-no-movietitle = falta el elemento MovieTitle
    .dcp-no-reelnumber = falta el elemento ReelNumber
    .dcp-no-starttime = falta el elemento StartTime; Bv2.1 lo pide, y que sea cero
    .dcp-no-subtitleid = falta el elemento SubtitleID
    .dcp-no-subtitlelist = falta el elemento SubtitleList
    .dcp-no-such-font = ningún LoadFont tiene este nombre; los reproductores toman una fuente propia
    .dcp-no-timecoderate = falta el elemento TimeCodeRate
    .dcp-nothing = un Subtitle sin Text ni Image
    .dcp-outside = texto fuera de un elemento Text; los reproductores no lo muestran
    .dcp-rate-missing = el archivo no dice cuántas unidades de edición tiene un segundo, así que sus tiempos no se pueden leer
    .dcp-rate-unreadable = esta frecuencia no se puede leer
    .dcp-root = el elemento raíz no es ni SubtitleReel ni DCSubtitle
    .dcp-short-ticks = todos los tiempos tienen como mucho dos cifras de tics (1/250 s); puede que el programa que los escribió pensara en fotogramas
    .dcp-smpte-no-language = falta el elemento Language; Bv2.1 lo pide en cada rollo
    .dcp-start-ignored = StartTime no es cero, pero se usan tiempos anteriores a él; se leyeron contados desde el principio del rollo
    .dcp-start-on-clock = StartTime no es cero; todos los tiempos se contaron desde él, y no todos los reproductores lo hacen
    .final-newline-missing = la última línea no tiene fin de línea
    .json-broken = desde aquí esto no es JSON; lo anterior se leyó
    .json-unknown-key = esta clave no es del formato
    .json-version = esta versión del formato no se conoce; se conoce la 1
    .junk-before = estas líneas están antes del primer subtítulo y no son de ninguno
    .line-ends-cr = las líneas terminan solo con CR, que pocos reproductores conocen
    .line-ends-mixed = el archivo mezcla varios tipos de fin de línea
    .lrc-no-stamp = esta línea no tiene tiempo; los reproductores no la muestran
    .lrc-offset = el desplazamiento no se puede leer; debe ser un número entero de milisegundos
    .microdvd-code-inside = un código dentro de una línea; muchos reproductores lo muestran
    .microdvd-rate-comma = la velocidad de fotogramas lleva coma; los reproductores pueden leer solo la parte entera
    .microdvd-rate-odd = una velocidad de fotogramas poco común; se toma tal como está escrita
    .microdvd-rate-unreadable = esta velocidad de fotogramas no se puede leer
    .no-cues = no hay ningún subtítulo en este archivo
    .nul = bytes nulos; el archivo puede estar dañado
    .number-alone = un número sin línea de tiempos; el archivo puede estar cortado
    .number-malformed = el número del subtítulo no es un número simple
    .number-missing = el subtítulo no tiene número
    .rate-unknown = no se conoce la velocidad de fotogramas
    .sami-entity = este nombre no es de ninguna letra; los reproductores lo muestran tal como está escrito
    .sami-no-start = este SYNC no dice cuándo empieza
    .sbv-loose = estos tiempos no están escritos como H:MM:SS.mmm,H:MM:SS.mmm
    .scc-again = letras que se enviaron una vez se muestran una y otra vez; esta vez se dejan fuera
    .scc-backwards = este código de tiempo es anterior al de arriba
    .scc-bare = códigos sin código de tiempo
    .scc-behind = no hay espacio antes de un cambio de color tras letras; los decodificadores escriben encima de la letra
    .scc-busy = los códigos de arriba aún se están enviando en este código de tiempo; lo que sigue llega tarde
    .scc-channel = códigos del otro canal de datos: se conservan y no son parte de estos subtítulos
    .scc-data = datos adicionales sobre el programa; no se muestran
    .scc-header = la primera línea debe ser exactamente «Scenarist_SCC V1.0»
    .scc-mixed = códigos con y sin salto de fotogramas (drop-frame) en un mismo archivo; se separan 3,6 s por hora
    .scc-no-header = el archivo no empieza por «Scenarist_SCC V1.0»
    .scc-no-mode = letras antes de fijar un modo de subtitulado; ningún decodificador las muestra
    .scc-other = esta línea ni es un código de tiempo con códigos ni está vacía
    .scc-parity = bytes sin paridad impar; un decodificador estricto muestra bloques en su lugar
    .scc-skipped = el código con salto de fotogramas (drop-frame) no tiene este número; se toma el siguiente
    .scc-stays = nada quita este subtítulo de la pantalla
    .scc-text = modo de texto: no son subtítulos y no se muestran con ellos
    .scc-unseen = este texto se carga y no se muestra nunca
    .scc-wide = más letras de las que caben en las 32 columnas; los decodificadores las escriben unas sobre otras
    .scc-word = no es una palabra de cuatro cifras hexadecimales; los decodificadores la descartan
    .settings = ajustes de WebVTT tras los tiempos; SubRip no los tiene
    .stamp-indented = la línea de tiempos debe empezar por su primera cifra
    .stamp-missing = falta el tiempo de salida
    .stamp-unreadable = este tiempo no se puede leer
    .stl-accent-alone = un acento sin letra; se muestra solo
    .stl-accent-odd = un acento sobre una letra que nunca lo lleva
    .stl-asked-country = el encabezado no dice el país
    .stl-asked-date = esto no es una fecha de la forma YYMMDD
    .stl-asked-dates = la revisión es anterior a la propia lista
    .stl-asked-disks = el encabezado no dice que este sea el disco 1 de 1; puede que los lectores esperen más
    .stl-asked-groups = el encabezado no dice en cuántos grupos están los subtítulos
    .stl-asked-language = el encabezado no dice el idioma
    .stl-asked-rate = EBU STL conoce 25 y 30 fotogramas por segundo; algunos lectores rechazan esta velocidad
    .stl-asked-row-length = una fila de los subtítulos es más larga que el máximo que dice el encabezado
    .stl-asked-rows = un subtítulo está en una fila por debajo de la última que dice el encabezado
    .stl-asked-title = el encabezado no dice para qué programa es esto
    .stl-before-start = este subtítulo empieza antes que el programa
    .stl-behind = texto tras el relleno que termina el texto; los lectores no lo muestran
    .stl-block-cut = el archivo termina dentro de este bloque; su texto puede estar cortado
    .stl-blocks = el encabezado no dice cuántos bloques tiene el archivo
    .stl-code-page = el encabezado no nombra ninguna página de códigos conocida; su propio texto se leyó en la página 850
    .stl-comment = ni subtítulo ni comentario; se muestra como subtítulo
    .stl-cumulative = no existe tal estado acumulativo; se lee como ninguno
    .stl-currency = los lectores no coinciden en si esto es un dólar o un signo de moneda; se lee como dólar
    .stl-display = el encabezado no dice si son subtítulos abiertos o de teletexto; se leen como abiertos
    .stl-ends-early = el tiempo de salida no es posterior al de entrada; muchos lectores omiten el subtítulo
    .stl-extensions = los bloques de este subtítulo no están numerados en orden; el texto puede estar desordenado
    .stl-filling = relleno que no es un bloque
    .stl-first-cue = la primera entrada del encabezado no es el tiempo de entrada del primer subtítulo; queda como está
    .stl-header-cut = el archivo termina dentro de su encabezado; EBU STL empieza con 1024 bytes sobre sí mismo
    .stl-header-timecode = este código de tiempo del encabezado no se puede leer
    .stl-justification = no existe tal alineación; se lee como centrada
    .stl-language = el código de idioma del encabezado no es de EBU STL
    .stl-no-sign = la tabla de caracteres no tiene aquí ningún signo
    .stl-not-for-use = el encabezado dice que los códigos de tiempo no son para usarse
    .stl-not-stl = el encabezado no empieza como uno de EBU STL
    .stl-numbers = desde aquí los números de los subtítulos no aumentan; algunos lectores unen los que comparten número
    .stl-programme-start = el encabezado dice que el programa no empieza en cero; los tiempos se leen como están escritos
    .stl-rate = el encabezado no nombra ninguna velocidad de fotogramas conocida; los tiempos se leen con la que se indicó
    .stl-reserved = un bloque de un tipo que EBU STL no tiene; se conserva como está
    .stl-row = una fila que la pantalla no tiene
    .stl-screen = el encabezado no dice cuántas filas y caracteres tiene la pantalla
    .stl-set-broken = una parte de un conjunto acumulativo sin la primera
    .stl-set-gap = esta parte de un conjunto acumulativo termina antes de que empiece la siguiente
    .stl-set-open = este conjunto acumulativo no tiene última parte
    .stl-stray = bytes tras el último bloque que no son un bloque
    .stl-subtitles = el encabezado no dice cuántos subtítulos tiene el archivo
    .stl-table = el encabezado no nombra ninguna tabla de caracteres conocida; las letras se leyeron como latinas
    .stl-times-differ = los bloques de este subtítulo tienen tiempos distintos; se usan los del primero
    .stl-unfinished = falta el último bloque de este subtítulo
    .stl-user-data = un bloque con datos propios del usuario; se conserva como está
    .subviewer-delay = el encabezado pide un retardo; los reproductores lo ignoran, y aquí los tiempos también
    .subviewer-loose = estos tiempos no están escritos como HH:MM:SS.hh,HH:MM:SS.hh
    .subviewer1-end-alone = un tiempo de salida donde no hay ningún subtítulo abierto
    .subviewer1-loose = este tiempo no está escrito como [HH:MM:SS]
    .tag-crossed = estas etiquetas se cruzan
    .tag-unbalanced = esta etiqueta no tiene pareja
    .tag-unknown = esta etiqueta no es del formato; los reproductores la muestran o la omiten
    .timing-rest = hay algo más tras el tiempo de salida
    .ttml-above-59 = minutos o segundos por encima de 59
    .ttml-attribute-place = este atributo no se permite en este elemento
    .ttml-backwards = esto termina antes de empezar, así que no se muestra nunca
    .ttml-below = este tiempo se cuenta desde otro que no se puede leer
    .ttml-clock-base = los tiempos de la base clock se leen contados desde cero
    .ttml-colour = esto no es un color
    .ttml-cycle = estos estilos se remiten unos a otros en círculo
    .ttml-deep-styles = los estilos se remiten unos a otros en muchos pasos; algunos lectores pueden desistir
    .ttml-discontinuous = los tiempos son marcas que no tienen por qué ser sucesivas; se leen como si lo fueran
    .ttml-draft = un espacio de nombres anterior a la versión final de TTML 1; casi todos los lectores lo conocen
    .ttml-dropped = la cuenta con salto de fotogramas (drop-frame) omite este número
    .ttml-dur-discontinuous = no se permiten duraciones donde los tiempos son marcas discontinuas
    .ttml-ebu-clock = EBU-TT-D escribe los tiempos como 00:00:01.500
    .ttml-ebu-duration = EBU-TT-D dice cuándo termina algo, no cuánto dura
    .ttml-ebu-frames = EBU-TT-D no cuenta ni fotogramas ni tics
    .ttml-ebu-inline = EBU-TT-D solo admite estilos en style y region
    .ttml-ebu-line-style = EBU-TT-D solo admite el relleno de línea y la alineación de las filas en el elemento style
    .ttml-ebu-no-id = EBU-TT-D pide un xml:id en cada estilo, región y párrafo
    .ttml-ebu-no-region = EBU-TT-D pide que cada párrafo esté en una región
    .ttml-ebu-profile = EBU-TT-D no tiene esto; indica en sus metadatos a qué se ajusta
    .ttml-ebu-region-size = EBU-TT-D pide tts:origin y tts:extent en cada región
    .ttml-ebu-root-extent = EBU-TT-D no da tamaño a la imagen; todo va en porcentajes
    .ttml-ebu-time-base = EBU-TT-D pide que se indique la base de tiempo y que sea la del medio
    .ttml-ebu-timed-above = EBU-TT-D solo admite tiempos en los párrafos y los elementos span
    .ttml-ebu-timed-twice = EBU-TT-D admite tiempos en un párrafo o en sus elementos span, no en ambos
    .ttml-ebu-unit = EBU-TT-D pide los tamaños y las posiciones solo en porcentajes
    .ttml-encoding = el archivo declara otra codificación que la que tiene; los lectores que se fían muestran letras equivocadas
    .ttml-foreign = un elemento de otro vocabulario; se conserva, y su texto no se muestra
    .ttml-frames = más fotogramas de los que este documento tiene por segundo
    .ttml-frames-on-clock = la base de tiempo clock no tiene fotogramas
    .ttml-id-name = un xml:id debe empezar por letra y no llevar espacios ni dos puntos
    .ttml-id-twice = este nombre se da a dos elementos
    .ttml-imsc-attribute = este perfil de IMSC no tiene este atributo
    .ttml-imsc-element = este perfil de IMSC no tiene este elemento
    .ttml-imsc-extent = IMSC pide tts:extent en cada región
    .ttml-imsc-length = IMSC no permite aquí esta longitud
    .ttml-imsc-outside = IMSC no permite una región que se salga de la imagen
    .ttml-imsc-parameter = IMSC no tiene esto: sus tiempos son los del medio
    .ttml-imsc-rate = IMSC pide una velocidad de fotogramas donde se cuentan fotogramas
    .ttml-imsc-ticks = IMSC pide una frecuencia de tics donde se cuentan tics
    .ttml-imsc-utf8 = los archivos IMSC van en UTF-8
    .ttml-loose = horas, minutos, segundos y fotogramas necesitan dos cifras, y la fracción va tras un punto
    .ttml-missing = a este elemento le falta un atributo obligatorio
    .ttml-namespace = la raíz no tiene espacio de nombres, así que los lectores estrictos no lo toman por TTML
    .ttml-netflix-font-size = Netflix pide un tamaño de letra del 100 %
    .ttml-netflix-foreign = Netflix no admite atributos que TTML no tiene
    .ttml-netflix-lang = Netflix pide aquí el idioma, como etiqueta con guiones (pt-BR)
    .ttml-netflix-moves = Netflix pide que las regiones no se muevan ni cambien de tamaño
    .ttml-netflix-unit = Netflix pide los tamaños y las posiciones solo en porcentajes
    .ttml-no-lang = la raíz debe indicar su idioma con xml:lang, aunque esté vacío
    .ttml-no-rate = aquí se cuentan fotogramas o tics, y el documento no les da una frecuencia válida
    .ttml-no-such-agent = no hay ningún agente con este nombre
    .ttml-no-such-animation = no hay ninguna animación con este nombre
    .ttml-no-such-region = no hay ninguna región con este nombre
    .ttml-no-such-style = no hay ningún estilo con este nombre
    .ttml-no-such-target = no hay nada con este nombre que mostrar
    .ttml-outside-parent = esto empieza cuando ya ha terminado lo que lo contiene, así que no se muestra nunca
    .ttml-parameter = el parámetro no puede tener este valor
    .ttml-picture = una imagen; se conserva, y no es texto que se pueda leer
    .ttml-place = este elemento no se permite aquí
    .ttml-root = la raíz de un documento TTML es el elemento tt
    .ttml-stray-text = el texto que no es de ningún párrafo no se muestra
    .ttml-sub-frames = más subfotogramas de los que este documento tiene por fotograma
    .ttml-time-expression = esto no es una expresión de tiempo
    .ttml-time-reference = un tiempo escrito con referencias de caracteres; no se mueve
    .ttml-two = aquí solo puede haber uno
    .ttml-under-rate = se cuentan fotogramas y no se da su velocidad; TTML supone entonces 30 por segundo, IMSC lo prohíbe
    .ttml-under-ticks = se cuentan tics y no se da su frecuencia; IMSC lo prohíbe
    .ttml-unknown-attribute = TTML no tiene este atributo
    .ttml-unknown-element = TTML no tiene este elemento
    .ttml-value = el atributo no puede tener este valor
    .ttml-wall-clock = una hora del día; depende del momento de la emisión y se conserva como está
    .ttml-wall-clock-base = una hora del día necesita la base de tiempo clock
    .ttml-wide-encoding = el archivo declara otra codificación que la que tiene
    .vtt-above-59 = minutos o segundos por encima de 59; los reproductores pierden el subtítulo
    .vtt-align-middle = align:middle es una grafía antigua que los reproductores ignoran
    .vtt-arrow = la flecha entre los tiempos no es -->; los reproductores pierden el subtítulo
    .vtt-beyond = este tiempo es demasiado grande para contarlo; queda como está
    .vtt-block-empty = un bloque de estilo o región vacío
    .vtt-block-late = un bloque de estilo o región tras el primer subtítulo; los reproductores lo ignoran
    .vtt-comma = los milisegundos no van tras un punto; los reproductores pierden el subtítulo
    .vtt-cr-cr-lf = todas las líneas terminan con CR CR LF, y los reproductores leen una línea en blanco tras cada una
    .vtt-end-before-start = el tiempo de salida no es posterior al de entrada; los reproductores no muestran nunca este subtítulo
    .vtt-fraction = los milisegundos no tienen tres cifras; los reproductores pierden el subtítulo
    .vtt-glued = no hay línea en blanco antes de este subtítulo
    .vtt-header-glued = no hay línea en blanco tras el encabezado
    .vtt-header-text = esta línea es del encabezado, y nadie la ve
    .vtt-inner-bad = un tiempo dentro del texto que los reproductores no pueden leer e ignoran
    .vtt-inner-outside = un tiempo dentro del texto que no está entre la entrada y la salida, o que retrocede
    .vtt-negative = el tiempo es anterior a cero; los reproductores pierden el subtítulo
    .vtt-not-utf8 = WebVTT es UTF-8 y este archivo no lo es; los reproductores muestran letras equivocadas o lo rechazan
    .vtt-reference = un & que no inicia ninguna referencia; los reproductores lo muestran tal cual
    .vtt-region-left = un ajuste de línea, tamaño o vertical saca el subtítulo de su región
    .vtt-region-setting-invalid = el ajuste de la región no tiene un valor válido; los reproductores lo ignoran
    .vtt-region-setting-unknown = no es un ajuste de región; los reproductores lo ignoran
    .vtt-region-unknown = no hay ninguna región con este nombre; los reproductores ignoran el ajuste
    .vtt-setting-invalid = el ajuste no tiene un valor válido; los reproductores lo ignoran
    .vtt-setting-twice = el ajuste aparece dos veces; cuenta el último
    .vtt-setting-unknown = no es un ajuste de WebVTT; los reproductores lo ignoran
    .vtt-signature = el archivo no empieza por WEBVTT y un fin de línea; los reproductores lo rechazan entero
    .vtt-stray = estas líneas no son de ningún subtítulo; los reproductores no las muestran
    .vtt-stray-arrow = una flecha en una línea sin tiempos legibles; los reproductores pierden estas líneas
    .vtt-style-outside = la hoja de estilo nombra algo fuera del archivo, o no es CSS; los reproductores no cargan nada de ahí
    .vtt-tag-open = un < sin su >; los reproductores no muestran nada de lo que sigue
    .vtt-time-form = el tiempo no está escrito como HH:MM:SS.mmm o MM:SS.mmm; los reproductores pierden el subtítulo
    .vtt-time-line-blanks = la línea de tiempos debe ser dos tiempos con una flecha, separados por espacios
    .vtt-time-rest = hay algo donde la línea de tiempos no lo admite; los reproductores pierden el subtítulo
    .vtt-timestamp-map = un segmento de una emisión HLS: los reproductores suman el desfase de X-TIMESTAMP-MAP a todos los tiempos
    .vtt-timestamp-map-bad = X-TIMESTAMP-MAP no se puede leer
    .vtt-unsorted = el subtítulo empieza antes que el de arriba; WebVTT los quiere ordenados por su tiempo de entrada
    .xml-attribute = esto no es un atributo
    .xml-bad-reference = esta referencia no nombra ningún carácter que XML permita
    .xml-beyond = anidado demasiado hondo, o con demasiados atributos, para casi todos los lectores; no se comprobó del todo si el XML está bien formado
    .xml-character = un carácter que XML no permite
    .xml-closes-nothing = esta etiqueta no cierra nada que esté abierto
    .xml-comment = un comentario no puede contener dos guiones seguidos ni terminar en guion
    .xml-cut = el archivo termina dentro de esta etiqueta
    .xml-cut-comment = este comentario, sección o instrucción no se cierra
    .xml-declaration = la declaración XML debe ser lo primero del archivo
    .xml-doctype = una declaración de tipo de documento; los formatos de subtítulos no la tienen, y no se sigue
    .xml-entities = este archivo declara entidades XML, así que no se lee
    .xml-ill-formed = aquí el XML no está bien formado
    .xml-lone-ampersand = un & que no inicia ninguna referencia se escribe &amp;
    .xml-lone-angle = un < que no abre ninguna etiqueta se escribe &lt;
    .xml-name = esto no es un nombre XML
    .xml-namespace = esta declaración de espacio de nombres no se permite
    .xml-no-root = no hay ningún elemento XML en este archivo
    .xml-outside = esto está fuera del elemento raíz
    .xml-quotes = el valor de un atributo debe ir entre comillas
    .xml-tag-open = esta etiqueta no tiene su > de cierre
    .xml-twice = este atributo aparece dos veces
    .xml-unbound = este prefijo no corresponde a ningún espacio de nombres
    .xml-unclosed = este elemento no se cierra
    .xml-unknown-entity = XML no conoce esta entidad; se lee tal como está escrita

fault-help =
    .ass-cut-off = el archivo puede estar cortado o dañado
    .ass-key-case = escriba «Dialogue:»
    .ass-outside = póngalo bajo [Events]
    .ass-section-odd = escriba [Script Info], [V4+ Styles], [V4 Styles] o [Events]
    .ass-soft-break = para un salto de línea escriba \N
    .ass-stamp-hundredths = escriba dos cifras: 0:00:01.50
    .ass-style-unknown = corrija el nombre o añada el estilo
    .ass-text-not-last = lleve Text al final de la línea Format y de cada evento
    .ass-words-in-drawing = ponga {"{"}\p0{"}"} antes de las palabras
    .common-until-next = si debe terminar en otro momento, escriba su tiempo de salida
    .dcp-fades = escriba FadeUpTime="0" y FadeDownTime="0"
    .dcp-no-font = cargue una fuente que tenga las letras del idioma
    .dcp-no-starttime = escriba <StartTime>00:00:00:00</StartTime>
    .dcp-rate-missing = indique la velocidad de la película con --fps
    .dcp-smpte-no-language = escriba el idioma del rollo, por ejemplo <Language>kk</Language>
    .dcp-start-ignored = el cine digital pide 00:00:00:00
    .dcp-start-on-clock = el cine digital pide 00:00:00:00
    .json-version = puede que lo haya escrito una versión más nueva de Tregua
    .microdvd-rate-comma = escriba 23.976 con punto
    .microdvd-rate-odd = compruébela con la película
    .microdvd-rate-unreadable = escriba una como 23.976, o indique la de la película con --fps
    .rate-unknown = indique la velocidad de fotogramas de la película con --fps
    .scc-behind = aquí se conserva la letra
    .scc-mixed = cada código se lee según su propio signo
    .scc-parity = aquí se leen sin atender a la paridad
    .scc-stays = no tiene tiempo de salida
    .scc-wide = aquí se conservan todas
    .stl-blocks = algunos lectores se detienen en el número del encabezado
    .stl-not-stl = si solo está dañado el encabezado, indique la velocidad de fotogramas con --fps para leer los subtítulos
    .stl-programme-start = indique el inicio del programa para restarlo de todos los tiempos
    .stl-table = revise el texto; 00 es latino, 01 cirílico, 02 árabe, 03 griego, 04 hebreo
    .subviewer-delay = si la película necesita el retardo, desplace los tiempos en esa medida
    .ttml-colour = escriba un nombre como white, #rrggbb, #rrggbbaa, rgb(255,255,255)
    .ttml-ebu-clock = escriba horas, minutos, segundos y una fracción decimal
    .ttml-ebu-inline = haga de esto un estilo aparte y remita a él
    .ttml-ebu-profile = escriba en su lugar ebuttm:conformsToStandard en los metadatos del elemento head
    .ttml-ebu-time-base = escriba ttp:timeBase="media" en el elemento tt
    .ttml-ebu-unit = escriba porcentajes de la imagen
    .ttml-imsc-length = escriba porcentajes, rw o rh
    .ttml-imsc-rate = escriba ttp:frameRate en el elemento tt
    .ttml-imsc-ticks = escriba ttp:tickRate en el elemento tt
    .ttml-namespace = escriba xmlns="http://www.w3.org/ns/ttml" en el elemento tt
    .ttml-netflix-unit = escriba porcentajes de la imagen
    .ttml-time-expression = escriba 00:00:01.500, 00:00:01:12, 1.5s o 36f
    .ttml-under-rate = indique la velocidad de fotogramas de la película con --fps, o escriba ttp:frameRate
    .vtt-align-middle = escriba align:center
    .vtt-block-late = póngalo antes del primer subtítulo
    .vtt-cr-cr-lf = guarde el archivo con fines de línea corrientes
    .vtt-header-glued = ponga una línea en blanco tras la línea de WEBVTT
    .vtt-header-text = ponga una línea en blanco antes del primer subtítulo
    .vtt-reference = escriba &amp;
    .vtt-signature = empiece el archivo con una línea que diga WEBVTT y otra en blanco
    .vtt-stray = quite la línea en blanco que las precede o empiécelas con NOTE
    .vtt-tag-open = escriba &lt; si se trata del signo mismo
    .vtt-timestamp-map-bad = escriba X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0, con un número menor que 8589934592
    .xml-entities = los formatos de subtítulos no las necesitan; quite el tipo de documento
    .xml-unknown-entity = escriba la letra misma
