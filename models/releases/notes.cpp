#include "releases/notes.h"

#include "releases/versions.h"
#include "releases/words.h"
#include "workspace/workspace.h"

#include <QRegularExpression>
#include <QVersionNumber>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// A title by Conventional Commits: "feat(my)!: group protocols".
struct Conventional {
    /// Lower case; empty for other titles.
    QString type;
    bool isBreaking = false;
    QString rest;
};

Conventional read(const QString &title)
{
    static const QRegularExpression pattern(u"^([A-Za-z]+)(?:\\([^()]*\\))?(!)?:\\s+(.+)$"_s);
    const auto match = pattern.match(title);
    const bool saysBreaking = title.contains("BREAKING CHANGE"_L1);
    if (!match.hasMatch())
        return {{}, saysBreaking, title};
    return {match.captured(1).toLower(), saysBreaking || match.hasCaptured(2), match.captured(3)};
}

QString newestOf(const workspace::App &app, const QStringList &tags)
{
    QString newest;
    for (const QString &tag : tags) {
        const QString version = app.versionOf(tag);
        const bool isFinal = !version.isEmpty() && !version.contains(u'-');
        if (isFinal && (newest.isEmpty() || isOlderVersion(newest, version)))
            newest = version;
    }
    return newest;
}

struct Reason {
    Bump bump = Bump::Patch;
    QString title;
};

Reason reasonFor(const QStringList &titles)
{
    Reason reason;
    for (const QString &title : titles) {
        const Conventional said = read(title);
        const Bump bump = said.isBreaking ? Bump::Major : said.type == "feat"_L1 ? Bump::Minor : Bump::Patch;
        if (bump < reason.bump)
            reason = {bump, title};
    }
    return reason;
}

QString bumped(const QString &previous, Bump bump)
{
    if (previous.isEmpty())
        return bump == Bump::Major ? u"1.0.0"_s : u"0.1.0"_s;
    const QVersionNumber from = QVersionNumber::fromString(previous);
    const int major = from.majorVersion();
    const int minor = from.minorVersion();
    // Below 1.0.0 anything may change: a breaking change raises the middle number.
    if (bump == Bump::Major && major > 0)
        return u"%1.0.0"_s.arg(major + 1);
    if (bump != Bump::Patch)
        return u"%1.%2.0"_s.arg(QString::number(major), QString::number(minor + 1));
    return u"%1.%2.%3"_s.arg(QString::number(major), QString::number(minor), QString::number(from.microVersion() + 1));
}

QString reasonWords(const Reason &reason, const QString &previous)
{
    const bool isBelowOne = !previous.isEmpty() && QVersionNumber::fromString(previous).majorVersion() == 0;
    switch (reason.bump) {
    case Bump::Major:
        return isBelowOne ? tr("Minor below 1.0.0, as “%1” breaks something.").arg(reason.title)
                          : tr("Major, as “%1” breaks something.").arg(reason.title);
    case Bump::Minor: return tr("Minor, as “%1” adds something.").arg(reason.title);
    case Bump::Patch: break;
    }
    return tr("Patch, as no title says that it adds or breaks something.");
}

enum Group { Breaking, Features, Fixes, Others, GroupCount };

Group groupOf(const QString &title)
{
    const Conventional said = read(title);
    return said.isBreaking ? Breaking : said.type == "feat"_L1 ? Features : said.type == "fix"_L1 ? Fixes : Others;
}

QString heading(int group)
{
    switch (group) {
    case Breaking: return tr("Breaking changes");
    case Features: return tr("New");
    case Fixes: return tr("Fixed");
    default: return tr("Other changes");
    }
}

QString lineOf(const NotedPull &pull)
{
    const QString title = escapedMarkdown(read(pull.title).rest);
    // Number and login are the provider's own and safe; the title went through escaping.
    return pull.author.isEmpty()
        ? u"- %1 (#%2)"_s.arg(title, QString::number(pull.number))
        : u"- %1 (#%2, %3)"_s.arg(title, QString::number(pull.number), escapedMarkdown(pull.author));
}

QString notesOf(const Span &span, const QList<NotedPull> &pulls)
{
    std::array<QStringList, GroupCount> groups;
    for (const NotedPull &pull : pulls)
        groups.at(groupOf(pull.title)).append(lineOf(pull));
    // Commits that came without a pull request.
    if (pulls.isEmpty()) {
        for (const Commit &commit : span.commits) {
            if (!commit.isMerge)
                groups.at(groupOf(commit.title))
                    .append(u"- %1 (%2)"_s.arg(escapedMarkdown(read(commit.title).rest),
                                               commit.sha.first(std::min<qsizetype>(7, commit.sha.size()))));
        }
    }
    QStringList parts;
    for (int group = 0; group < GroupCount; ++group) {
        const QStringList &lines = groups.at(static_cast<std::size_t>(group));
        if (!lines.isEmpty())
            parts.append(u"### "_s + heading(group) + u"\n\n"_s + lines.join(u'\n'));
    }
    if (!span.migrations.isEmpty()) {
        QStringList names;
        for (const QString &name : span.migrations)
            names.append(u"- "_s + escapedMarkdown(name));
        parts.append(u"### "_s + tr("Database migrations") + u"\n\n"_s + names.join(u'\n'));
    }
    return parts.isEmpty() ? QString() : parts.join(u"\n\n"_s) + u'\n';
}

} // namespace

QString escapedMarkdown(const QString &text)
{
    static const QString special = u"\\`*_{}[]()<>#+-.!|~&:"_s;
    QString escaped;
    escaped.reserve(text.size() * 2);
    for (const QChar c : text) {
        const bool isBreak = c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        const bool isHidden = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
        if (isBreak || isHidden) {
            escaped += u' ';
            continue;
        }
        if (c == u'@') {
            // An entity shows the sign and mentions nobody.
            escaped += u"&#64;"_s;
            continue;
        }
        if (special.contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped.trimmed();
}

TagDraft draftTag(const workspace::App &app, const QStringList &tags, const Span &span, const QList<NotedPull> &pulls)
{
    QStringList titles;
    for (const NotedPull &pull : pulls)
        titles.append(pull.title);
    for (const Commit &commit : span.commits)
        titles.append(commit.title);
    const Reason reason = reasonFor(titles);
    TagDraft draft;
    draft.previous = newestOf(app, tags);
    draft.bump = reason.bump;
    draft.reason = reasonWords(reason, draft.previous);
    draft.version = bumped(draft.previous, reason.bump);
    draft.tag = app.tagOf(draft.version);
    if (draft.tag.isEmpty())
        draft.version.clear();
    draft.sha = span.headSha;
    draft.notes = notesOf(span, pulls);
    return draft;
}

} // namespace slipway::releases
