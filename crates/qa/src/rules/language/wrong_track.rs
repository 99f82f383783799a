use crate::rule::{Context, Sink, tongue_name};
use tregua_parse::base::Lang;

declare_rule! {
    /// The whole track is in another language than it is named as.
    ///
    /// ## What it does
    ///
    /// Tells Spanish, Kazakh, Russian and English apart as `language/wrong-language` does, lets the stretches of the track
    /// vote, and speaks once, at the first cue. Tracks of fewer than ten cues are judged cue by cue instead.
    ///
    /// ## Why
    ///
    /// The file was exported, named or uploaded in the place of another. Every viewer of it gets the wrong subtitles.
    ///
    /// ```srt,bad lang=kk
    /// 1
    /// 00:00:03,000 --> 00:00:05,500
    /// Ты давно вернулся домой?
    ///
    /// 2
    /// 00:00:06,000 --> 00:00:08,500
    /// Вчера вечером. Никто меня не встретил.
    ///
    /// 3
    /// 00:00:09,000 --> 00:00:11,500
    /// Мама думала, что поезд придёт утром.
    ///
    /// 4
    /// 00:00:12,000 --> 00:00:14,500
    /// Я стоял на станции и смотрел на снег.
    ///
    /// 5
    /// 00:00:15,000 --> 00:00:17,500
    /// А потом пошёл пешком?
    ///
    /// 6
    /// 00:00:18,000 --> 00:00:20,500
    /// Через всю степь, до самого аула.
    ///
    /// 7
    /// 00:00:21,000 --> 00:00:23,500
    /// Мы никогда не забудем, что ты сделал.
    ///
    /// 8
    /// 00:00:24,000 --> 00:00:26,500
    /// Садись, отец хочет с тобой поговорить.
    ///
    /// 9
    /// 00:00:27,000 --> 00:00:29,500
    /// Я знаю, о чём он спросит.
    ///
    /// 10
    /// 00:00:30,000 --> 00:00:32,500
    /// Тогда скажи ему всю правду.
    /// ```
    ///
    /// ```srt,good lang=kk
    /// 1
    /// 00:00:03,000 --> 00:00:05,500
    /// Үйге қашан келдің?
    ///
    /// 2
    /// 00:00:06,000 --> 00:00:08,500
    /// Кеше кешке. Ешкім күтіп алмады.
    ///
    /// 3
    /// 00:00:09,000 --> 00:00:11,500
    /// Анам пойыз таңертең келеді деп ойлапты.
    ///
    /// 4
    /// 00:00:12,000 --> 00:00:14,500
    /// Бекетте қарға қарап тұрдым.
    ///
    /// 5
    /// 00:00:15,000 --> 00:00:17,500
    /// Сосын жаяу кеттің бе?
    ///
    /// 6
    /// 00:00:18,000 --> 00:00:20,500
    /// Ауылға дейін даламен жаяу жүрдім.
    ///
    /// 7
    /// 00:00:21,000 --> 00:00:23,500
    /// Сенің жақсылығыңды ешқашан ұмытпаймыз.
    ///
    /// 8
    /// 00:00:24,000 --> 00:00:26,500
    /// Отыр, әкең сенімен сөйлескісі келеді.
    ///
    /// 9
    /// 00:00:27,000 --> 00:00:29,500
    /// Оның не сұрайтынын білемін.
    ///
    /// 10
    /// 00:00:30,000 --> 00:00:32,500
    /// Онда бар шындықты айт.
    /// ```
    ///
    /// ## Sources
    ///
    /// Seen in the wild: the one public track labelled Kazakh was still English.
    "language/wrong-track", Error, fix: None,
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(verdict) = context.wrong_track() else { return };
    let Some((index, node, _)) = context.cues().find(|(_, node, _)| !node.text.is_empty()) else { return };
    let track = context.lang.map_or_else(String::new, Lang::canonical);
    let found = say!("found", found = tongue_name(verdict.tongue), track = track);
    sink.cue(index, node.text, found).help(say!(
        "evidence",
        confidence = i64::from(verdict.confidence),
        evidence = verdict.evidence.message()
    ));
}
