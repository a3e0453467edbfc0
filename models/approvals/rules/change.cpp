#include "approvals/rules/rules.h"
#include "approvals/words.h"
#include "base/format.h"
#include "workspace/workspace.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals::rules {

namespace {

using Level = Guard::Level;

QString sizeWords(const releases::Span &span)
{
    int added = 0;
    int removed = 0;
    for (const releases::FileChange &file : span.files) {
        added += file.added;
        removed += file.removed;
    }
    return tr("%1, %2").arg(counted(span.files.size(), "1 file", "%1 files"), base::format::changes(added, removed));
}

bool describesApi(const releases::FileChange &file)
{
    static const QRegularExpression pattern(u"(^|/)(openapi|swagger)[^/]*(/|\\.).*$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ending(u"\\.(ya?ml|json)$"_s, QRegularExpression::CaseInsensitiveOption);
    return pattern.match(file.path).hasMatch() && ending.match(file.path).hasMatch();
}

/// The check that compares the API's description with the one before, if one ran.
const github::CheckRun *apiCheck(const Evidence &evidence)
{
    if (!evidence.checks)
        return nullptr;
    static const QRegularExpression pattern(u"openapi|oasdiff|breaking|\\bapi docs\\b"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const auto found = std::ranges::find_if(
        *evidence.checks, [](const github::CheckRun &check) { return pattern.match(check.name).hasMatch(); });
    return found == evidence.checks->end() ? nullptr : &*found;
}

/// The number that a migration's name begins with, else the name.
QString migrationKey(const QString &name)
{
    static const QRegularExpression number(u"^(\\d+)"_s);
    const auto match = number.match(name);
    return match.hasMatch() ? match.captured(1) : name;
}

/// Migrations that ran well in the environment; absent when no run of any is known there.
std::optional<QStringList> migrationsRun(const Evidence &evidence)
{
    if (!evidence.history)
        return std::nullopt;
    QStringList run;
    for (const releases::Mark &mark : evidence.history->marks) {
        const bool isHere =
            mark.environment == evidence.what.environment && (mark.app.isEmpty() || mark.app == evidence.what.app);
        if (mark.kind == releases::Mark::Kind::Migration && isHere && mark.status == base::Status::Success)
            run += migrationKey(mark.name);
    }
    return run.isEmpty() ? std::nullopt : std::optional(run);
}

bool addsOnly(const releases::FileChange &file)
{
    return file.removed == 0;
}

} // namespace

Ruling fewFiles(const Evidence &evidence)
{
    const std::optional<int> most = evidence.workspace->guardrails.mostFiles;
    if (!most)
        return std::nullopt;
    const QString id = u"files"_s;
    const QString overrides = tr("the limit of %1 files").arg(*most);
    if (!evidence.span)
        return unknown(id, tr("Changed files not known"), overrides);
    const QString size = evidence.span->isCut ? tr("More than GitHub lists") : sizeWords(*evidence.span);
    if (evidence.span->isCut || evidence.span->files.size() >= *most)
        return Guard{id, Level::Ask, tr("%1 or more files changed").arg(*most), size, overrides};
    return Guard{id, Level::Pass, tr("Fewer than %1 files changed").arg(*most), size, {}};
}

Ruling featureFlag(const Evidence &evidence)
{
    const std::optional<int> most = evidence.workspace->guardrails.mostFiles;
    if (!most || !evidence.span || evidence.span->files.size() < *most)
        return std::nullopt;
    static const QRegularExpression flag(
        u"^\\+.*(feature|flag)"_s, QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
    const bool isNamed = std::ranges::any_of(
        evidence.span->files, [](const releases::FileChange &file) { return flag.match(file.patch).hasMatch(); });
    if (isNamed)
        return Guard{u"flag"_s, Level::Pass, tr("Names a feature flag"), tr("Check that it is off"), {}};
    return Guard{u"flag"_s, Level::Warn, tr("No feature flag in sight"), tr("Large changes are safer behind one"), {}};
}

Ruling migrationsFirst(const Evidence &evidence)
{
    const workspace::App *app = evidence.app();
    if (app && app->migrations.isEmpty())
        return std::nullopt;
    const QString id = u"migrations"_s;
    const QString overrides = tr("migrations before code");
    if (!evidence.span || evidence.span->isCut)
        return unknown(id, tr("Migrations not known"), overrides);
    const QStringList &brought = evidence.span->migrations;
    if (brought.isEmpty())
        return Guard{id,
                     Level::Pass,
                     tr("No migration needed"),
                     app ? tr("%1 unchanged").arg(app->migrations) : tr("None in the change"),
                     {}};
    const auto run = migrationsRun(evidence);
    if (!run)
        return Guard{id, Level::Ask, tr("Migrations in the change"),
                     tr("Whether %1 ran is not known").arg(brought.join(u", "_s)), overrides};
    QStringList missing = brought;
    missing.removeIf([&run](const QString &name) { return run->contains(migrationKey(name)); });
    if (!missing.isEmpty())
        return Guard{id,
                     Level::Block,
                     tr("Migrations have to run first"),
                     tr("%1 has not run in %2").arg(missing.join(u", "_s), evidence.what.environment),
                     {}};
    return Guard{id, Level::Pass, tr("Migrations ran before"), brought.join(u", "_s), {}};
}

Ruling apiUnchanged(const Evidence &evidence)
{
    const QString id = u"api"_s;
    const QString overrides = tr("the check for breaking API changes");
    if (!evidence.span || evidence.span->isCut)
        return unknown(id, tr("API changes not known"), overrides);
    QList<releases::FileChange> files = evidence.span->files;
    files.removeIf([](const releases::FileChange &file) { return !describesApi(file); });
    if (files.isEmpty())
        return Guard{id, Level::Pass, tr("No breaking API change"), tr("No API description changed"), {}};
    const QString path = files.first().path;
    if (const github::CheckRun *check = apiCheck(evidence)) {
        if (check->status() == base::Status::Success)
            return Guard{id, Level::Pass, tr("No breaking API change"), tr("%1 passed").arg(check->name), {}};
        if (check->status() == base::Status::Failure)
            return Guard{id, Level::Ask, tr("Breaking API change"), tr("%1 failed").arg(check->name), overrides};
    }
    if (std::ranges::all_of(files, addsOnly))
        return Guard{id, Level::Warn, tr("API grows"), tr("Only additions in %1").arg(path), {}};
    return Guard{id, Level::Ask, tr("API may break"), tr("%1 changed and no check compared it").arg(path), overrides};
}

} // namespace slipway::approvals::rules
