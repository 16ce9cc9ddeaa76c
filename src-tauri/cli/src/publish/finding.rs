//! What a check found: where, how weighty, what, why and how to mend it. One table of all that can be found.

use renkei_core::domain::text;
use renkei_core::words::{Argument, Words};
use serde::Serialize;

/// How weighty a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Level {
    /// It is not signed, or is dangerous, or does not work.
    Error,
    /// It works, and could be better.
    Advice,
    /// It cannot be seen from outside.
    NotSeen,
    /// It works.
    Works,
}

macro_rules! findings {
    ($($name:ident $level:ident $source:literal;)*) => {
        /// Everything that can be found: the words are `finding-NAME` and `finding-NAME-mend`, the reason is `why-SOURCE`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Code { $($name,)* }

        impl Code {
            /// All, for the check that every language has words for each.
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name,)*];

            pub(crate) fn level(self) -> Level {
                match self { $(Self::$name => Level::$level,)* }
            }

            /// The clause that asks for it: of the guideline (R), an RFC, or the published form.
            fn source(self) -> &'static str {
                match self { $(Self::$name => $source,)* }
            }
        }
    };
}

findings! {
    // What the core's reading leaves out, or changes.
    CardNumber Error "R2";
    UnknownField Error "form";
    UnknownWord Error "form";
    Lacks Error "form";
    OtherForm Error "form";
    NotRead Error "form";
    TooMany Error "form";
    Twice Error "form";
    NotATime Error "R5";
    NotHttps Error "R12";
    TextTooLong Error "form";
    TextUnclean Error "form";
    TextSpaces Advice "form";
    LanguageMissing Error "R4";
    NotAnIssuerAddress Error "RFC 8414 2";
    SetBySigning Advice "signing";
    // The directory.
    NobodyPays Error "R26";
    NoCompensationMethod Error "R26";
    NoContact Error "R21";
    ContactWithoutWay Error "R21";
    MailUnlikely Error "R21";
    HoursUnread Error "R18";
    NeedUndeclared Error "R11";
    EffectMissing Error "R3";
    EffectOdd Error "R3";
    OwnPartRefused Error "RFC 7515 5.2";
    NoCorporate Advice "R26";
    EmergencyOfOne Advice "R14";
    CompanyLacks Advice "R22";
    NoRoles Advice "R19";
    NoServices Advice "R18";
    NoHours Advice "R18";
    NoRisks Advice "R18";
    NoNeeds Advice "R11";
    OnwardUnanswered Advice "R28";
    // The issuer's own desks.
    StopByConnector Error "R14";
    NotOwnDesk Error "R21";
    NoStopDesk Advice "R14";
    StopWithoutPhone Advice "R14";
    StopNotAlways Advice "R14";
    NoClaimDays Advice "R26";
    // Notices.
    SupersedesNothing Error "R15";
    AllClearOfNothing Error "R15";
    EndsBeforeStart Error "R15";
    StopWithoutStart Error "R15";
    ForNobody Error "R24";
    OfUnknownConnector Error "R24";
    SaidLater Error "R5";
    StopWithoutEnd Advice "R15";
    OverAlready Advice "R15";
    UrgentWithoutAdvice Advice "R24";
    // An issuer from outside.
    NoAnswer Error "R30";
    BadCertificate Error "R12";
    NoMetadata Error "RFC 8414 3";
    OtherIssuer Error "RFC 8414 3.3";
    MetadataGood Works "RFC 8414 3";
    CannotConnect Error "R30";
    GrantsSeen Works "R30";
    PkceMissing Error "RFC 7636 4.2";
    PkceGood Works "RFC 7636 4.2";
    PkcePlain Advice "RFC 9700 2.1.1";
    IssMissing Advice "RFC 9207 2";
    IssGood Works "RFC 9207 2";
    RevocationMissing Advice "RFC 7009 2";
    RevocationGood Works "RFC 7009 2";
    RevocationUntried NotSeen "RFC 7009 2";
    AlgNone Error "RFC 8725 3.2";
    AlgGood Works "RFC 8725 3.2";
    AlgUntold NotSeen "RFC 8725 3.2";
    HttpEndpoint Error "R12";
    LoopbackEndpoint Error "R12";
    OnThisMachine Advice "R12";
    OtherHost Advice "RFC 9700 4.4";
    ImplicitOffered Advice "RFC 9700 2.1.2";
    PasswordOffered Advice "RFC 9700 2.4";
    ClientGood Works "RFC 8252 7.3";
    ClientUnseen NotSeen "RFC 8252 7.3";
    OtherRedirects NotSeen "RFC 8252 7.3";
    OwnFileMissing Advice "R30";
    OwnFileOther Error "R30";
    OwnFileGood Works "R30";
    EndingCapsGood Works "R30";
    EndingCapsOdd Error "R30";
    ComplaintsTaken Works "R20";
    ComplaintsOdd Error "R20";
    DocumentNone Advice "R15";
    DocumentRefused Error "signing";
    DocumentFaulty Error "guideline";
    DocumentSoonOver Advice "signing";
    DocumentGood Works "signing";
    SignInNone NotSeen "R11";
    TokenTooWide Advice "R11";
    TokenAsAsked Works "R11";
    AccessLong Advice "R11";
    AccessShort Works "R11";
    AccessUntold NotSeen "R11";
    MeasureNotOffered NotSeen "R14";
    MeasureNotDone NotSeen "R14";
    MeasuredOver Works "R14";
    MeasuredSigned Advice "R14";
    MeasuredAlive Error "R14";
    MeasuredNothing NotSeen "R14";
    MeasuredContradicts Error "R14";
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    /// Where: a JSON pointer (RFC 6901) in a document, or what of an issuer.
    pub(crate) at: String,
    /// What fills the words.
    given: Vec<(&'static str, String)>,
}

impl Code {
    /// Found at this place.
    pub(crate) fn at(self, at: impl Into<String>) -> Finding {
        Finding { code: self, at: at.into(), given: Vec::new() }
    }

    fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|name| name.as_str().map(|name| name.replace('_', "-"))).unwrap_or_default()
    }
}

/// A finding with its words.
#[derive(Serialize)]
pub(crate) struct Told {
    pub(crate) level: Level,
    pub(crate) code: Code,
    pub(crate) at: String,
    pub(crate) what: String,
    pub(crate) source: &'static str,
    pub(crate) why: Option<String>,
    pub(crate) mend: Option<String>,
}

impl Finding {
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        // What was found is a stranger's: it may hold a card number, which no report may (R2), or move a terminal's cursor.
        self.given.push((name, text::clean(&value.into())));
        self
    }

    pub(crate) fn under(mut self, pointer: &str) -> Self {
        self.at.insert_str(0, pointer);
        self
    }

    pub(crate) fn told(&self, words: &Words) -> Told {
        let given: Vec<(&str, Argument<'_>)> = self.given.iter().map(|(name, value)| (*name, Argument::Text(value.into()))).collect();
        let id = format!("finding-{}", self.code.name());
        // What works, or cannot be seen, needs no reason and no mending.
        let to_mend = matches!(self.code.level(), Level::Error | Level::Advice);
        Told {
            level: self.code.level(),
            code: self.code,
            at: text::clean(&self.at),
            what: words.with(&id, &given),
            source: self.code.source(),
            why: to_mend.then(|| words.get(&why(self.code.source()))),
            mend: to_mend.then(|| words.with(&format!("{id}-mend"), &given)),
        }
    }
}

fn why(source: &str) -> String {
    format!("why-{}", source.to_lowercase().replace([' ', '.'], "-"))
}

/// How many are errors.
pub(crate) fn errors(all: &[Finding]) -> usize {
    all.iter().filter(|one| one.code.level() == Level::Error).count()
}

#[cfg(test)]
mod tests {
    use renkei_core::domain::text::Lang;

    use super::*;

    #[test]
    fn what_a_stranger_wrote_moves_no_cursor() {
        let found = Code::OwnFileOther.at("/names/\u{1b}[2J").with("named", "https://a.example/\u{1b}]0;title\u{7}\u{202e}").with("issuer", "x");
        let told = found.told(Words::of(Lang::En));
        let shown = [Some(told.at), Some(told.what), told.mend].into_iter().flatten().collect::<String>();
        assert!(shown.contains("https://a.example/") && !shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
    }

    #[test]
    fn everything_that_can_be_found_has_words_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for code in Code::ALL {
                let id = format!("finding-{}", code.name());
                assert!(words.has(&id), "{} lacks {id}", lang.tag());
                if matches!(code.level(), Level::Error | Level::Advice) {
                    assert!(words.has(&format!("{id}-mend")), "{} lacks {id}-mend", lang.tag());
                    assert!(words.has(&why(code.source())), "{} lacks {}", lang.tag(), why(code.source()));
                }
            }
        }
    }
}
