#include "commands/check/options.h"

#include "base/nearest.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

namespace {

using diagnostics::Severity;

QString tr(const char *text)
{
    return QCoreApplication::translate("commands::check", text);
}

base::Error misused(const QString &message, const QString &advice = {})
{
    return base::makeError(base::Error::Kind::InvalidInput, message,
                           advice.isEmpty() ? tr("`slipway check --help` lists the options.") : advice);
}

/// Reads the words one by one into options; the first that does not fit is kept.
class Reader
{
public:
    explicit Reader(const QStringList &words)
        : m_words(words)
    { }

    base::Result<Options> read();

private:
    bool takeWord();
    bool takeFlag(const QString &word);
    bool takeValue(const QString &name, const QString &value);
    bool takeFormat(const QString &value);
    bool takeFailOn(const QString &value);
    bool takeRule(const QString &value);
    bool takeJobs(const QString &value);
    bool complain(const QString &message, const QString &advice = {});
    bool checkTogether();

    QStringList m_words;
    qsizetype m_at = 0;
    bool m_onlyPaths = false;
    Options m_options;
    std::optional<base::Error> m_error;
};

const QStringList valueNames{u"--format"_s,  u"--fail-on"_s,    u"--rule"_s,
                             u"--explain"_s, u"--stdin-name"_s, u"--jobs"_s};
const QStringList flagNames{u"--fix"_s, u"--no-shellcheck"_s, u"--list-rules"_s, u"--help"_s};

bool Reader::complain(const QString &message, const QString &advice)
{
    m_error = misused(message, advice);
    return false;
}

bool Reader::takeFlag(const QString &word)
{
    if (word == "--fix"_L1)
        m_options.isFixing = true;
    else if (word == "--no-shellcheck"_L1)
        m_options.usesShellcheck = false;
    else if (word == "--list-rules"_L1)
        m_options.task = Options::Task::ListRules;
    else if (word == "--help"_L1 || word == "-h"_L1)
        m_options.task = Options::Task::Help;
    else
        return complain(tr("There is no option %1.").arg(word), base::suggest(word, flagNames + valueNames));
    return true;
}

bool Reader::takeFormat(const QString &value)
{
    const QStringList names{u"text"_s, u"json"_s, u"sarif"_s, u"github"_s};
    const qsizetype at = names.indexOf(value);
    if (at < 0)
        return complain(tr("There is no format \"%1\".").arg(value), base::suggest(value, names));
    m_options.format = static_cast<Format>(at);
    return true;
}

std::optional<Severity> severityOf(const QString &name)
{
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Hint}) {
        if (severityName(severity) == name)
            return severity;
    }
    return std::nullopt;
}

bool Reader::takeFailOn(const QString &value)
{
    const auto severity = severityOf(value);
    if (!severity)
        return complain(tr("--fail-on takes error, warning or hint, not \"%1\".").arg(value));
    m_options.failOn = *severity;
    return true;
}

bool Reader::takeRule(const QString &value)
{
    const QString id = value.section(u'=', 0, 0);
    const QString level = value.section(u'=', 1);
    if (!diagnostics::findRule(id.toStdString()) && id != "shellcheck"_L1)
        return complain(tr("There is no rule \"%1\".").arg(id), tr("`slipway check --list-rules` lists them."));
    const auto severity = severityOf(level);
    if (level == "off"_L1)
        m_options.settings.off.insert(id);
    else if (severity)
        m_options.settings.severity.insert(id, *severity);
    else
        return complain(tr("--rule takes RULE=off, RULE=hint, RULE=warning or RULE=error, not \"%1\".").arg(value));
    return true;
}

bool Reader::takeJobs(const QString &value)
{
    bool isNumber = false;
    m_options.jobs = value.toInt(&isNumber);
    if (!isNumber || m_options.jobs < 1 || m_options.jobs > 256)
        return complain(tr("--jobs takes a number from 1 to 256, not \"%1\".").arg(value));
    return true;
}

bool Reader::takeValue(const QString &name, const QString &value)
{
    if (name == "--format"_L1)
        return takeFormat(value);
    if (name == "--fail-on"_L1)
        return takeFailOn(value);
    if (name == "--rule"_L1)
        return takeRule(value);
    if (name == "--jobs"_L1)
        return takeJobs(value);
    if (name == "--explain"_L1) {
        m_options.task = Options::Task::Explain;
        m_options.rule = value;
    } else {
        m_options.stdinName = value;
    }
    return true;
}

bool Reader::takeWord()
{
    const QString word = m_words.at(m_at++);
    if (m_onlyPaths || word == "-"_L1 || !word.startsWith(u'-')) {
        m_options.paths.append(word);
        return true;
    }
    if (word == "--"_L1) {
        m_onlyPaths = true;
        return true;
    }
    const QString name = word.section(u'=', 0, 0);
    if (!valueNames.contains(name))
        return takeFlag(word);
    if (word.contains(u'='))
        return takeValue(name, word.section(u'=', 1));
    if (m_at >= m_words.size())
        return complain(tr("%1 needs a value.").arg(name));
    return takeValue(name, m_words.at(m_at++));
}

bool Reader::checkTogether()
{
    if (m_options.task != Options::Task::Check)
        return true;
    if (m_options.paths.isEmpty())
        return complain(tr("Nothing to check."), tr("Name a file or folder, or `-` for standard input."));
    if (m_options.isFixing && m_options.paths.contains("-"_L1))
        return complain(tr("--fix writes files, and standard input is none."));
    if (m_options.paths.count("-"_L1) > 1)
        return complain(tr("Standard input can be read once."));
    return true;
}

base::Result<Options> Reader::read()
{
    while (m_at < m_words.size()) {
        if (!takeWord())
            return std::unexpected(*m_error);
    }
    if (!checkTogether())
        return std::unexpected(*m_error);
    return m_options;
}

} // namespace

base::Result<Options> readOptions(const QStringList &words)
{
    return Reader(words).read();
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error: return u"error"_s;
    case Severity::Warning: return u"warning"_s;
    case Severity::Hint: break;
    }
    return u"hint"_s;
}

QString helpText()
{
    return tr("Usage: slipway check [OPTION...] PATH...\n"
              "\n"
              "Holds GitHub Actions workflows and slipway.yaml against the rules. PATH is a file, a folder (its\n"
              ".github/workflows and slipway.yaml, or every YAML file below it), or - for standard input.\n"
              "\n"
              "  --format text|json|sarif|github  how findings are printed; text unless told\n"
              "  --fail-on error|warning|hint     the least severity that makes the exit code 1; error unless told\n"
              "  --rule RULE=LEVEL                off, hint, warning or error for one rule; may be repeated\n"
              "  --fix                            write what the fixes of errors and warnings make of the files\n"
              "  --no-shellcheck                  leave scripts alone, even where shellcheck is installed\n"
              "  --stdin-name PATH                what standard input is called in the findings\n"
              "  --jobs N                         files read at a time; one a core unless told\n"
              "  --list-rules                     the rules, one a line\n"
              "  --explain RULE                   what a rule is about, with examples\n"
              "\n"
              "A comment `# slipway: ignore RULE` silences a rule for its line or for the line below it.\n"
              "Exit codes: 0 nothing found, 1 findings, 2 usage or a file that cannot be read.\n");
}

} // namespace slipway::commands::check
