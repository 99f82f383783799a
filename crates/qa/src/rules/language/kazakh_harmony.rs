use crate::language::cyrillic_words;
use crate::language::kazakh::{mixes_vowels, words_mixed};
use crate::rule::{Context, Sink, Traits, tenths};
use std::collections::BTreeMap;

declare_rule! {
    /// Too many words of a Kazakh track mix back and front vowels.
    ///
    /// ## What it does
    ///
    /// A Kazakh word has either back vowels (а о ұ ы) or front ones (ә ө ү і е). Loans, compounds and names mix them, and
    /// so a single word tells nothing; the share of such words in a track does. The endings -мен, -бен and -пен do not
    /// count. Speaks once a track, and not where `language/wrong-track` does.
    ///
    /// ## Why
    ///
    /// Where it is far over the usual share, letters were mixed up, as ұ with ү by an old font or a wrong code table, or
    /// the text is another language's.
    ///
    /// ```srt,bad lang=kk
    /// 1
    /// 00:00:08,000 --> 00:00:15,000
    /// Бұгін тұнде пойыз келеді деп бәріміз бекетте кұтіп отырдық, бірақ ешкім келмеді, тек жел соғып түрды. Ұлкендер ұйге қайтты.
    ///
    /// 2
    /// 00:00:16,000 --> 00:00:23,000
    /// Тұнде ұйге қайттық. Ұйде ұлкендер үйықтап жатыр екен, түрмай-ақ қойсын дедік. Мен ұстелдің ұстіне хат жазып, бүрышқа отырдым.
    ///
    /// 3
    /// 00:00:24,000 --> 00:00:31,000
    /// Үлым, бүл сөзді үмытпа: ұміт ұзген адам үрысты да үтпайды, ұйін де түрғыза алмайды. Өз кұшіңе сен, өзгенің кұшін кұтпе.
    ///
    /// 4
    /// 00:00:32,000 --> 00:00:39,000
    /// Оның ұнін үзақтан таныдым. Қолында кұрегі бар, өзі тұннен бері үйықтамаған. Кұн үясына қонғанша бүл жүмысты бітіреміз деді.
    ///
    /// 5
    /// 00:00:40,000 --> 00:00:47,000
    /// Сүрама, бүрын мүнда өзен болған. Тұбінде ұлкен түз қалды, қүс та үшпайды. Кұз тұскенде бүл жерден көшеміз, жүртқа ұйренеміз.
    ///
    /// 6
    /// 00:00:48,000 --> 00:00:55,000
    /// Қүдықтың суы түщы, түрып іш. Кұн ысып түр, үзақ жұреміз, жолда тұн де болады, ұсік те үрады, бірақ ұйге тұгел жетеміз.
    /// ```
    ///
    /// ```srt,good lang=kk
    /// 1
    /// 00:00:08,000 --> 00:00:15,000
    /// Бүгін түнде пойыз келеді деп бәріміз бекетте күтіп отырдық, бірақ ешкім келмеді, тек жел соғып тұрды. Үлкендер үйге қайтты.
    ///
    /// 2
    /// 00:00:16,000 --> 00:00:23,000
    /// Түнде үйге қайттық. Үйде үлкендер ұйықтап жатыр екен, тұрмай-ақ қойсын дедік. Мен үстелдің үстіне хат жазып, бұрышқа отырдым.
    ///
    /// 3
    /// 00:00:24,000 --> 00:00:31,000
    /// Ұлым, бұл сөзді ұмытпа: үміт үзген адам ұрысты да ұтпайды, үйін де тұрғыза алмайды. Өз күшіңе сен, өзгенің күшін күтпе.
    ///
    /// 4
    /// 00:00:32,000 --> 00:00:39,000
    /// Оның үнін ұзақтан таныдым. Қолында күрегі бар, өзі түннен бері ұйықтамаған. Күн ұясына қонғанша бұл жұмысты бітіреміз деді.
    ///
    /// 5
    /// 00:00:40,000 --> 00:00:47,000
    /// Сұрама, бұрын мұнда өзен болған. Түбінде үлкен тұз қалды, құс та ұшпайды. Күз түскенде бұл жерден көшеміз, жұртқа үйренеміз.
    ///
    /// 6
    /// 00:00:48,000 --> 00:00:55,000
    /// Құдықтың суы тұщы, тұрып іш. Күн ысып тұр, ұзақ жүреміз, жолда түн де болады, үсік те ұрады, бірақ үйге түгел жетеміз.
    /// ```
    ///
    /// ## Sources
    ///
    /// Measured on the UDHR: 4.7 % of Kazakh words mix the two, 28.6 % of Russian ones. On this project's own film, 3.0 %
    /// and 18.5 %; with ұ and ү, о and ө exchanged, 21.9 % of the Kazakh ones.
    "language/kazakh-harmony", Warning, fix: None,
    params {
        /// more of a thousand words than this are too many
        max_per_mille: u32,
        /// how many of a thousand there are in usual text, for the message
        usual_per_mille: u32,
        /// words from which a track is judged
        min_words: u32,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("kk") {
        return;
    }
    let (mut all, mut mixed) = (0_u32, 0_u32);
    for line in lines(context) {
        let (words, of_both) = words_mixed(line);
        all += words;
        mixed += of_both;
    }
    let share = u64::from(mixed) * 1000 / u64::from(all.max(1));
    if all < params.min_words || share <= u64::from(params.max_per_mille) || context.wrong_track().is_some() {
        return;
    }
    let mut often: BTreeMap<&str, u32> = BTreeMap::new();
    for word in words(context).filter(|word| mixes_vowels(word)) {
        *often.entry(word).or_default() += 1;
    }
    let mut often: Vec<_> = often.into_iter().collect();
    often.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let examples: Vec<&str> = often.iter().take(5).map(|(word, _)| *word).collect();
    if let Some((index, node, _)) = context.cues_with(Traits::ANY_CYRILLIC).next() {
        let usual = tenths(params.usual_per_mille);
        sink.cue(index, node.text, say!("found", share = tenths(share), usual = usual))
            .help(say!("help", words = examples.join(", ")));
    }
}

fn lines<'w>(context: &'w Context<'_>) -> impl Iterator<Item = &'w str> {
    let cues = context.cues_with(Traits::ANY_CYRILLIC);
    cues.flat_map(|(_, _, cue)| context.shown(cue)).map(|line| line.text.as_ref())
}

/// Words of more than one letter.
fn words<'w>(context: &'w Context<'_>) -> impl Iterator<Item = &'w str> {
    lines(context).flat_map(cyrillic_words).filter(|word| word.len() > 2)
}
