#include "pipelines/plan.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::pipelines {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(pipelines::Plan)
};

/// Longer titles are cut by git's and GitHub's lists.
constexpr qsizetype longestTitle = 72;
constexpr qsizetype longestSlug = 48;
constexpr qsizetype mostListed = 50;

QString fileName(const ProposedFile &file)
{
    return file.path.section(u'/', -1);
}

QString slug(const QString &words)
{
    QString result;
    for (const QChar letter : words.toLower()) {
        const bool isPlain = (letter >= u'a' && letter <= u'z') || (letter >= u'0' && letter <= u'9');
        if (isPlain)
            result.append(letter);
        else if (!result.isEmpty() && !result.endsWith(u'-'))
            result.append(u'-');
        if (result.size() > longestSlug) {
            // Not within a word, unless there is but one.
            const qsizetype end = result.lastIndexOf(u'-');
            result.truncate(end > 0 ? end : longestSlug);
            break;
        }
    }
    while (result.endsWith(u'-'))
        result.chop(1);
    return result;
}

QString capitalised(QString words)
{
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

QString draftTitle(const DraftFor &what)
{
    if (what.files.isEmpty())
        return {};
    const QString name = fileName(what.files.first());
    if (!what.files.first().opened)
        return Words::tr("Add %1").arg(name);
    const QString only = what.changes.size() == 1 ? what.changes.first().simplified() : QString();
    if (!only.isEmpty() && only.size() <= longestTitle)
        return capitalised(only);
    if (what.changes.size() > 1)
        return Words::tr("Change %1: %2 changes").arg(name, QString::number(what.changes.size()));
    return Words::tr("Change %1").arg(name);
}

/// Markdown that shows `words` as they are.
QString literally(const QString &words)
{
    static const QString special = u"\\`*_{}[]()#+-.!|<>~&:"_s;
    QString result;
    for (const QChar letter : words.simplified()) {
        if (letter == u'@') {
            // A backslash does not keep GitHub from notifying whom a text names.
            result.append("&#64;"_L1);
            continue;
        }
        if (letter == u'#') {
            result.append("&#35;"_L1);
            continue;
        }
        if (special.contains(letter))
            result.append(u'\\');
        result.append(letter);
    }
    return result;
}

bool isNewHere(const QList<ProposedFile> &files)
{
    return std::ranges::all_of(files, [](const ProposedFile &file) { return !file.opened; });
}

QString repositoryPath(const Plan &plan)
{
    return u"/repos/"_s + plan.repository.text();
}

} // namespace

QString draftDescription(const QList<ProposedFile> &files, const QStringList &changes)
{
    QStringList lines;
    QStringList names;
    for (const ProposedFile &file : files)
        names.append(literally(file.path));
    lines.append(isNewHere(files) ? Words::tr("Adds %1.").arg(names.join(", "_L1))
                                  : Words::tr("Changes %1.").arg(names.join(", "_L1)));
    if (!changes.isEmpty())
        lines.append(QString());
    for (const QString &change : changes.first(std::min(changes.size(), mostListed)))
        lines.append(u"- "_s + literally(capitalised(change)));
    if (changes.size() > mostListed)
        lines.append(u"- "_s + Words::tr("and %1 more").arg(changes.size() - mostListed));
    return lines.join(u'\n') + u'\n';
}

Plan draftPlan(const DraftFor &what)
{
    Plan plan;
    plan.repository = what.repository;
    plan.baseBranch = what.baseBranch;
    plan.baseCommit = what.baseCommit;
    plan.files = what.files;
    plan.title = draftTitle(what);
    plan.description = draftDescription(what.files, what.changes);
    const QString stem = what.files.isEmpty() ? QString() : fileName(what.files.first()).section(u'.', 0, 0);
    const QString about = what.changes.size() == 1 ? what.changes.first() : QString();
    const QString name = slug(stem + u' ' + about);
    plan.branch = u"slipway/"_s + (name.isEmpty() ? u"workflow"_s : name);
    return plan;
}

QString branchNameProblem(const QString &name)
{
    if (name.trimmed().isEmpty())
        return Words::tr("The branch needs a name.");
    static const QRegularExpression forbidden(u"[\\x00-\\x20\\x7f~^:?*\\[\\\\]"_s);
    if (forbidden.match(name).hasMatch())
        return Words::tr("A branch's name holds no spaces and none of ~ ^ : ? * [ \\.");
    const bool hasOddSlash = name.startsWith(u'/') || name.endsWith(u'/') || name.contains("//"_L1);
    if (hasOddSlash)
        return Words::tr("A branch's name has text on both sides of each slash.");
    const bool hasOddDots = name.contains(".."_L1) || name.endsWith(u'.');
    const QStringList parts = name.split(u'/');
    const bool hasOddPart = std::ranges::any_of(
        parts, [](const QString &part) { return part.startsWith(u'.') || part.endsWith(".lock"_L1); });
    if (hasOddDots || hasOddPart || name == "@"_L1 || name.contains("@{"_L1) || name.startsWith(u'-'))
        return Words::tr("git does not take “%1” as a branch's name.").arg(name);
    if (name.toUtf8().size() > 200)
        return Words::tr("The branch's name is too long.");
    return {};
}

QString nextBranchName(const QString &name)
{
    static const QRegularExpression numbered(u"\\A(.+)-(\\d{1,3})\\z"_s);
    const auto match = numbered.match(name);
    if (!match.hasMatch())
        return name + u"-2"_s;
    return match.captured(1) + u'-' + QString::number(match.captured(2).toInt() + 1);
}

QString planProblem(const Plan &plan)
{
    const bool isChange =
        std::ranges::any_of(plan.files, [](const ProposedFile &file) { return file.opened != file.bytes; });
    if (!isChange)
        return Words::tr("There is nothing to propose: the text is the repository's.");
    if (plan.title.trimmed().isEmpty())
        return Words::tr("The proposal needs a title.");
    if (const QString problem = branchNameProblem(plan.branch); !problem.isEmpty())
        return problem;
    if (plan.branch == plan.baseBranch)
        return Words::tr("The change goes to a branch of its own, not to %1 itself.").arg(plan.baseBranch);
    return {};
}

QList<PlannedCall> plannedCalls(const Plan &plan)
{
    const QString path = repositoryPath(plan);
    QList<PlannedCall> calls;
    const auto add = [&calls](const QString &words, const QString &call) { calls.append({words, call}); };
    add(Words::tr("Look where %1 stands").arg(plan.startingBranch()),
        u"GET "_s + path + u"/git/ref/heads/"_s + plan.startingBranch());
    for (const ProposedFile &file : plan.files)
        add(Words::tr("Upload %1").arg(file.path), u"POST "_s + path + u"/git/blobs"_s);
    add(Words::tr("Put it into the repository's tree"), u"POST "_s + path + u"/git/trees"_s);
    add(Words::tr("Make the commit “%1”").arg(plan.title), u"POST "_s + path + u"/git/commits"_s);
    if (plan.updates) {
        add(Words::tr("Move the branch %1 on to it, never by force").arg(plan.branch),
            u"PATCH "_s + path + u"/git/refs/heads/"_s + plan.branch);
        return calls;
    }
    add(Words::tr("Make the branch %1").arg(plan.branch), u"POST "_s + path + u"/git/refs"_s);
    add(plan.isDraft ? Words::tr("Open a draft pull request into %1").arg(plan.baseBranch)
                     : Words::tr("Open a pull request into %1").arg(plan.baseBranch),
        u"POST "_s + path + u"/pulls"_s);
    return calls;
}

} // namespace slipway::pipelines
