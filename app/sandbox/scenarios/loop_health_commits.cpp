#include "sandbox/scenarios/loop_health_facts.h"
#include "sandbox/scenarios/loop_health_github.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::loop_health {

namespace {

using github::Commit;
using github::FileChange;
using github::Repository;

struct Known {
    const char16_t *sha;
    QDateTime at;
    QString message;
    QString author;
    QString file;
};

QDateTime utc(int month, int day, int hour, int minute)
{
    return QDateTime(QDate(2024, month, day), QTime(hour, minute), QTimeZone::UTC);
}

/// The commits of main that the story names, oldest first.
QList<Known> knownCommits()
{
    const QString api = u"packages/patient-graph/src/encounters.ts"_s;
    const QString my = u"apps/my-loop-health/package.json"_s;
    const QString admin = u"apps/admin/package.json"_s;
    const QString migrations = u"packages/shared/src/db/migrations/"_s;
    return {
        {u"90c6f1b", utc(3, 15, 12, 10), u"luna: 0.31.2"_s, u"aiko-tanaka"_s, u"apps/luna/package.json"_s},
        {u"6f4a1d2", utc(3, 15, 15, 30), u"my: 3.11.4"_s, u"mina-okafor"_s, my},
        {u"a2c61f0", utc(3, 15, 16, 10), u"Cache allergy look-ups"_s, u"jonas-weil"_s, api},
        {u"b81c40e", utc(3, 18, 9, 50), u"admin: 1.47.3"_s, u"sam-hollis"_s, admin},
        {u"d90e3f5", utc(3, 19, 11, 20), u"Add biomarker units"_s, u"mina-okafor"_s,
         migrations + u"0041_add_biomarker_units.sql"_s},
        {u"55a7c3e", utc(3, 19, 13, 40), u"docs: 1.9.4"_s, u"sam-hollis"_s, u"docs/changelog.mdx"_s},
        {u"4d1f0a7", utc(3, 19, 16, 10), u"my: 3.12.0"_s, u"mina-okafor"_s, my},
        {u"7be02a4", utc(3, 20, 8, 50), u"my: 3.12.1"_s, u"mina-okafor"_s, my},
        {u"5f0c2ab", utc(3, 20, 8, 55), u"Read biomarkers in batches"_s, u"mina-okafor"_s, api},
        {u"3b7a0cd", utc(3, 20, 9, 58), u"Index encounters by patient and date"_s, u"tomas-rey"_s, api},
        {u"f4e80c2", utc(3, 20, 12, 40), u"admin: 1.48.0-rc.1"_s, u"sam-hollis"_s, admin},
        {u"e7719d4", utc(3, 20, 13, 20), u"Load biomarkers in one query"_s, u"tomas-rey"_s, api},
        {u"a53c9b1", utc(3, 20, 14, 55), u"Upgrade the table component"_s, u"sam-hollis"_s, admin},
        {u"5d02e7a", utc(3, 20, 16, 2), u"Add biomarker_batches"_s, u"mina-okafor"_s,
         migrations + u"0042_add_biomarker_batches.sql"_s},
        {u"e19f5d0", utc(3, 21, 8, 20), u"admin: 1.48.0"_s, u"sam-hollis"_s, admin},
        {u"c41d9e2", utc(3, 21, 12, 58), u"Read encounter types from the code system"_s, u"tomas-rey"_s, api},
    };
}

struct Ordinary {
    QString message;
    QString file;
};

QList<Ordinary> ordinaryCommits()
{
    return {
        {u"Cache the patient's care team"_s, u"packages/patient-graph/src/care_team.ts"_s},
        {u"Retry lab imports that time out"_s, u"apps/patient-graph/src/imports.ts"_s},
        {u"Show protocol steps in order"_s, u"apps/my-loop-health/src/protocols.tsx"_s},
        {u"Fix focus order in the appointment dialog"_s, u"apps/my-loop-health/src/appointments.tsx"_s},
        {u"Let administrators search by clinic"_s, u"apps/admin/src/search.tsx"_s},
        {u"Shorten Luna's greetings"_s, u"apps/luna/src/prompts.ts"_s},
        {u"Update dependencies"_s, u"pnpm-lock.yaml"_s},
        {u"Describe rate limits of the API"_s, u"docs/api/limits.mdx"_s},
        {u"Log slow queries with their plan"_s, u"packages/hono/src/logging.ts"_s},
        {u"Accept FHIR bundles without identifiers"_s, u"packages/patient-graph/src/fhir.ts"_s},
        {u"Move feature flags to the shared package"_s, u"packages/shared/src/flags.ts"_s},
        {u"Reject uploads above 20 MB"_s, u"apps/patient-graph/src/uploads.ts"_s},
        {u"Test the consent form"_s, u"apps/my-loop-health/test/consent.test.tsx"_s},
        {u"Name environments in error reports"_s, u"packages/core/src/sentry.ts"_s},
    };
}

QString root(Repository &repository)
{
    github::Git::Tree tree;
    const QDir folder(u":/sandbox/loop-health/workflows"_s);
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            tree[".github/workflows/"_L1 + name] = repository.git.addBlob(file.readAll());
    }
    QFile workspace(u":/sandbox/loop-health/slipway.yaml"_s);
    if (workspace.open(QIODevice::ReadOnly))
        tree[u"slipway.yaml"_s] = repository.git.addBlob(workspace.readAll());
    tree[u"README.md"_s] = repository.git.addBlob("# Loop Health platform\n"_ba);
    tree[u"package.json"_s] = repository.git.addBlob("{\n  \"name\": \"loop-health\",\n  \"private\": true\n}\n"_ba);
    return repository.git.addTree(tree);
}

QString addTo(Repository &repository, const QString &parent, const QString &sha, const QDateTime &at,
              const QString &message, const QString &author, const QList<FileChange> &files)
{
    Commit commit;
    commit.sha = sha;
    if (!parent.isEmpty())
        commit.parents = {parent};
    else
        commit.tree = root(repository);
    commit.message = message;
    commit.author = author;
    commit.at = at;
    commit.files = files;
    return repository.git.add(commit).sha;
}

const QStringList &authors()
{
    static const QStringList logins{u"priya-nair"_s, u"jonas-weil"_s,  u"mina-okafor"_s,
                                    u"tomas-rey"_s,  u"aiko-tanaka"_s, u"sam-hollis"_s};
    return logins;
}

FileChange change(const Known &known)
{
    return known.file.endsWith(".sql"_L1) ? FileChange{known.file, u"added"_s, 11, 0}
                                          : FileChange{known.file, u"modified"_s, 12, 5};
}

/// main since the end of January: a few commits each working day, and those of the story at their times.
QString addMain(Repository &repository, Random &random)
{
    const auto known = knownCommits();
    const auto ordinary = ordinaryCommits();
    QString head;
    auto next = known.begin();
    QDateTime at = utc(1, 29, 8, 0);
    const auto addKnownUntil = [&](const QDateTime &time) {
        for (; next != known.end() && next->at <= time; ++next)
            head = addTo(repository, head, commit(next->sha), next->at, next->message, next->author, {change(*next)});
    };
    while (at < utc(3, 21, 8, 30)) {
        addKnownUntil(at);
        const Ordinary &what = random.pick(ordinary);
        head = addTo(repository, head, random.hex(40), at, what.message, random.pick(authors()),
                     {{what.file, u"modified"_s, random.between(3, 60), random.between(0, 30)}});
        at = at.addSecs(random.between(50, 260) * 60);
        if (at.time().hour() >= 18)
            at = at.date().addDays(at.date().dayOfWeek() >= 5 ? 3 : 1).startOfDay(QTimeZone::UTC).addSecs(8 * 3600);
    }
    addKnownUntil(utc(3, 22, 0, 0));
    return head;
}

/// What an app has in staging and not yet in production: `count` commits on top of the one that is live.
struct Lane {
    const char16_t *base;
    const char16_t *tip;
    int count;
    QDateTime begin;
    QDateTime end;
    QString author;
    QString file;
};

void addLane(Repository &repository, Random &random, const Lane &lane, const QStringList &messages)
{
    QString head = commit(lane.base);
    const qint64 step = lane.begin.secsTo(lane.end) / lane.count;
    for (int i = 1; i <= lane.count; ++i) {
        const bool isTip = i == lane.count;
        QList<FileChange> files{{lane.file.arg(i % 3), u"modified"_s, random.between(4, 50), random.between(0, 20)}};
        if (lane.tip == u"8d20b6f"_s && i == 3)
            files.append({u"packages/shared/src/db/migrations/0043_encounter_types.sql"_s, u"added"_s, 14, 0});
        head = addTo(repository, head, isTip ? commit(lane.tip) : random.hex(40),
                     isTip ? lane.end : lane.begin.addSecs(step * i), messages[(i - 1) % messages.size()], lane.author,
                     files);
    }
}

void addLanes(Repository &repository, Random &random)
{
    addLane(repository, random,
            {u"c41d9e2", u"8d20b6f", 6, utc(3, 21, 13, 0), utc(3, 21, 13, 50), u"tomas-rey"_s,
             u"packages/patient-graph/src/encounters_%1.ts"_s},
            {u"Store encounter types in their own table"_s, u"Read encounters through the new table"_s,
             u"Add the encounter types' migration"_s, u"Backfill encounter types"_s, u"Drop the old column's index"_s,
             u"Measure encounter queries"_s});
    addLane(repository, random,
            {u"7be02a4", u"a90e4c1", 3, utc(3, 20, 15, 0), utc(3, 21, 12, 25), u"mina-okafor"_s,
             u"apps/my-loop-health/src/protocols_%1.tsx"_s},
            {u"Group protocols by week"_s, u"Remember the chosen week"_s, u"my: 3.13.0-rc.2"_s});
    addLane(repository, random,
            {u"90c6f1b", u"1f6a2d8", 9, utc(3, 18, 9, 0), utc(3, 21, 10, 25), u"aiko-tanaka"_s,
             u"apps/luna/src/answers_%1.ts"_s},
            {u"Answer in the patient's language"_s, u"Quote guidelines by chapter"_s, u"Stop when the patient types"_s,
             u"Measure time to first word"_s, u"Keep answers below 200 words"_s, u"Warn before medical advice"_s,
             u"Test the refusal of diagnoses"_s, u"Use the shared logger"_s, u"luna: 0.32.0"_s});
    addLane(repository, random,
            {u"55a7c3e", u"c07b9e3", 11, utc(3, 19, 15, 0), utc(3, 20, 17, 20), u"sam-hollis"_s,
             u"docs/guides/guide_%1.mdx"_s},
            {u"Describe pagination"_s, u"Add a guide to webhooks"_s, u"Correct the OAuth example"_s,
             u"docs: 1.10.0-rc.1"_s});
}

/// Candidates that went to staging, or nearly to production, and were overtaken.
void addCandidates(Repository &repository)
{
    addTo(repository, commit(u"90c6f1b"), commit(u"2ce91d7"), utc(3, 20, 11, 50), u"luna: 0.32.0-rc.2"_s,
          u"aiko-tanaka"_s, {{u"apps/luna/package.json"_s, u"modified"_s, 1, 1}});
    addTo(repository, commit(u"7be02a4"), commit(u"c3f8b25"), utc(3, 20, 16, 50), u"my: 3.13.0-rc.1"_s,
          u"mina-okafor"_s, {{u"apps/my-loop-health/package.json"_s, u"modified"_s, 1, 1}});
    addTo(repository, commit(u"c07b9e3"), commit(u"9a4b7c1"), utc(3, 20, 17, 21), u"docs: 1.10.0"_s, u"tomas-rey"_s,
          {{u"docs/changelog.mdx"_s, u"modified"_s, 9, 0}});
}

void addDevelop(Repository &repository)
{
    Commit merge;
    merge.parents = {commit(u"8d20b6f"), commit(u"a90e4c1"), commit(u"1f6a2d8"), commit(u"c07b9e3")};
    merge.message = u"Merge what is ready for staging"_s;
    merge.author = u"priya-nair"_s;
    merge.at = utc(3, 21, 13, 52);
    repository.git.branches[u"develop"_s] = repository.git.add(merge).sha;
}

/// Each file's hunks follow a line with its name.
QList<FileChange> hotfixFiles()
{
    QList<FileChange> files;
    QFile file(u":/sandbox/loop-health/hotfix.patch"_s);
    if (!file.open(QIODevice::ReadOnly))
        return files;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.startsWith("--- "_L1)) {
            files.append({.name = line.mid(4)});
            continue;
        }
        FileChange &change = files.last();
        change.patch += change.patch.isEmpty() ? line : u'\n' + line;
        change.additions += line.startsWith(u'+') ? 1 : 0;
        change.deletions += line.startsWith(u'-') ? 1 : 0;
    }
    return files;
}

void addPulls(Repository &repository, Random &random)
{
    for (const OpenPull &open : openPulls()) {
        const bool isHotfix = open.project.isEmpty();
        const QDateTime at = isHotfix ? utc(3, 21, 14, 19) : utc(3, 21, 13, 0).addSecs(-3600 * (620 - open.number) * 4);
        QList<FileChange> files{{open.branch.section(u'/', 0, 0) + "/src/change.tsx"_L1, u"modified"_s,
                                 random.between(5, 90), random.between(0, 40)}};
        if (isHotfix)
            files = hotfixFiles();
        const QString base = isHotfix ? commit(u"c41d9e2") : commit(u"90c6f1b");
        addTo(repository, base, open.sha(), at, open.title, open.author, files);
        repository.git.branches[open.branch] = open.sha();
        github::Pull pull;
        pull.number = open.number;
        pull.title = open.title;
        pull.head = open.branch;
        pull.headSha = open.sha();
        pull.base = u"main"_s;
        pull.author = open.author;
        pull.created = pull.updated = at.addSecs(60);
        if (isHotfix)
            pull.reviews = {{1'948'200'619, u"aiko-tanaka"_s, u"APPROVED"_s, {}, pull.headSha, utc(3, 21, 14, 29)}};
        repository.pulls.emplace(pull.number, pull);
    }
}

void addRelease(Repository &repository, const QString &project, const QString &version, const char16_t *sha,
                const QDateTime &at, const QString &author)
{
    const QString tag = project + u'@' + version;
    repository.git.tags.prepend({tag, commit(sha)});
    github::Release release;
    release.id = 147'000'000 + at.toSecsSinceEpoch() % 1'000'000;
    release.tag = tag;
    release.name = project + u' ' + version;
    release.body = u"What changed is in the commits since the last release."_s;
    release.target = u"main"_s;
    release.author = author;
    release.created = release.published = at;
    release.isPrerelease = version.contains("-rc"_L1);
    repository.releases.prepend(release);
}

void addReleases(Repository &repository)
{
    const QString my = u"my-loop-health"_s;
    const QString admin = u"admin-loop-health"_s;
    const QString luna = u"luna-loop-health"_s;
    const QString docs = u"docs-loop-health"_s;
    addRelease(repository, luna, u"0.31.2"_s, u"90c6f1b", utc(3, 15, 12, 20), u"aiko-tanaka"_s);
    addRelease(repository, my, u"3.11.4"_s, u"6f4a1d2", utc(3, 15, 15, 35), u"mina-okafor"_s);
    addRelease(repository, admin, u"1.47.3"_s, u"b81c40e", utc(3, 18, 9, 55), u"sam-hollis"_s);
    addRelease(repository, docs, u"1.9.4"_s, u"55a7c3e", utc(3, 19, 13, 45), u"sam-hollis"_s);
    addRelease(repository, my, u"3.12.0"_s, u"4d1f0a7", utc(3, 19, 16, 20), u"mina-okafor"_s);
    addRelease(repository, my, u"3.12.1-rc.1"_s, u"7be02a4", utc(3, 20, 8, 52), u"mina-okafor"_s);
    addRelease(repository, my, u"3.12.1"_s, u"7be02a4", utc(3, 20, 11, 0), u"mina-okafor"_s);
    addRelease(repository, luna, u"0.32.0-rc.2"_s, u"2ce91d7", utc(3, 20, 11, 52), u"aiko-tanaka"_s);
    addRelease(repository, admin, u"1.48.0-rc.1"_s, u"f4e80c2", utc(3, 20, 12, 45), u"sam-hollis"_s);
    addRelease(repository, my, u"3.13.0-rc.1"_s, u"c3f8b25", utc(3, 20, 16, 52), u"mina-okafor"_s);
    addRelease(repository, docs, u"1.10.0"_s, u"9a4b7c1", utc(3, 20, 17, 22), u"tomas-rey"_s);
    addRelease(repository, docs, u"1.10.0-rc.1"_s, u"c07b9e3", utc(3, 20, 17, 25), u"sam-hollis"_s);
    addRelease(repository, admin, u"1.48.0"_s, u"e19f5d0", utc(3, 21, 8, 25), u"sam-hollis"_s);
    addRelease(repository, luna, u"0.32.0"_s, u"1f6a2d8", utc(3, 21, 10, 30), u"aiko-tanaka"_s);
    addRelease(repository, my, u"3.13.0-rc.2"_s, u"a90e4c1", utc(3, 21, 12, 28), u"mina-okafor"_s);
}

} // namespace

void addCommits(Repository &repository, Random &random)
{
    repository.git.branches[u"main"_s] = addMain(repository, random);
    addLanes(repository, random);
    addCandidates(repository);
    addDevelop(repository);
    addPulls(repository, random);
    addReleases(repository);
}

} // namespace slipway::sandbox::loop_health
