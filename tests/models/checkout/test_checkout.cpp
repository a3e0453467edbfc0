#include "checkout/clone.h"
#include "checkout/remote_name.h"
#include "clone_fixture.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <memory>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace slipway;
using checkout::Clone;
using Kind = base::Error::Kind;

namespace {

const QString ciFile = u".github/workflows/ci.yml"_s;

} // namespace

class TestCheckout final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void remoteUrlNamesTheRepository_data();
    void remoteUrlNamesTheRepository();
    void findsTheCloneAroundAPath_data();
    void findsTheCloneAroundAPath();
    void folderWithoutGitIsSaidToBeNone();
    void bareCloneHasNoFilesToEdit();
    void headTellsBranchAndCommit();
    void headOfAnEmptyClone();
    void detachedHeadHasNoBranch();
    void remoteIsOriginElseTheFollowedElseTheOnlyOne();
    void bytesAreAsCommitted();
    void nothingWhereTheCommitHasNoSuchFile();
    void unknownRevisionIsNotFound();
    void linksAndFoldersAreNoFiles();
    void upstreamIsTheRepositorysVersion();
    void workflowFilesOfDiskAndCommit();
    void worktreeAndSubmoduleAreClonesOfTheirOwn();
    void nothingOfTheCloneIsRun();
    void cloneOfAnotherUserIsRefusedInWords();
    void damagedCloneIsAnError();
    void pathInsideTheClone();

private:
    Clone clone(const QString &folder = u"platform"_s) const;
    std::unique_ptr<test::CloneFixture> m_git;
};

void TestCheckout::init()
{
    m_git = std::make_unique<test::CloneFixture>();
    qputenv("HOME", m_git->path().toUtf8());
    m_git->makeRepository(u"platform"_s);
}

void TestCheckout::cleanup()
{
    m_git.reset();
}

Clone TestCheckout::clone(const QString &folder) const
{
    auto result = Clone::around(m_git->path(folder));
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return *result;
}

void TestCheckout::remoteUrlNamesTheRepository_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("expected");
    const QString name = u"loop-health/platform"_s;
    const QString github = u"github.com"_s;
    QTest::newRow("https") << u"https://github.com/loop-health/platform"_s << github << name;
    QTest::newRow("https with .git") << u"https://github.com/loop-health/platform.git"_s << github << name;
    QTest::newRow("with a slash at the end") << u"https://github.com/loop-health/platform.git/"_s << github << name;
    QTest::newRow("with user and port") << u"https://me:x@github.com:443/loop-health/platform"_s << github << name;
    QTest::newRow("www") << u"https://www.github.com/loop-health/platform"_s << github << name;
    QTest::newRow("short ssh") << u"git@github.com:loop-health/platform.git"_s << github << name;
    QTest::newRow("short ssh without a user") << u"github.com:loop-health/platform"_s << github << name;
    QTest::newRow("ssh") << u"ssh://git@github.com/loop-health/platform.git"_s << github << name;
    QTest::newRow("ssh over 443") << u"ssh://git@ssh.github.com:443/loop-health/platform.git"_s << github << name;
    QTest::newRow("git") << u"git://github.com/loop-health/platform.git"_s << github << name;
    QTest::newRow("dots in the name") << u"git@github.com:a/b.c.git"_s << github << u"a/b.c"_s;
    QTest::newRow("a server of one's own") << u"git@git.example.org:a/b"_s << u"git.example.org"_s << u"a/b"_s;
    QTest::newRow("another host") << u"https://gitlab.com/loop-health/platform"_s << github << QString();
    QTest::newRow("a host that ends alike") << u"https://evilgithub.com/a/b"_s << github << QString();
    QTest::newRow("a folder") << u"/srv/git/platform.git"_s << github << QString();
    QTest::newRow("a file URL") << u"file:///srv/git/platform.git"_s << github << QString();
    QTest::newRow("too deep") << u"https://github.com/a/b/c"_s << github << QString();
    QTest::newRow("climbing") << u"https://github.com/a/.."_s << github << QString();
    QTest::newRow("nothing") << QString() << github << QString();
}

void TestCheckout::remoteUrlNamesTheRepository()
{
    QFETCH(QString, url);
    QFETCH(QString, host);
    QFETCH(QString, expected);
    QCOMPARE(checkout::repositoryOfUrl(url, host).value_or(QString()), expected);
}

void TestCheckout::findsTheCloneAroundAPath_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("its folder") << u"platform"_s;
    QTest::newRow("a file in it") << u"platform/"_s + ciFile;
    QTest::newRow("a file that is not there yet") << u"platform/new/folder/deploy.yml"_s;
    QTest::newRow("its .git") << u"platform/.git"_s;
}

void TestCheckout::findsTheCloneAroundAPath()
{
    QFETCH(QString, path);
    QCOMPARE(clone(path).root(), m_git->path(u"platform"_s));
}

void TestCheckout::folderWithoutGitIsSaidToBeNone()
{
    m_git->write(u"plain/x.yml"_s, "on: push\n");
    const auto none = Clone::around(m_git->path(u"plain/x.yml"_s));
    QVERIFY(!none);
    QCOMPARE(none.error().kind, Kind::NotFound);
    QVERIFY(!none.error().advice.isEmpty());
}

void TestCheckout::bareCloneHasNoFilesToEdit()
{
    m_git->git({}, {u"clone"_s, u"-q"_s, u"--bare"_s, u"platform"_s, u"bare.git"_s});
    const auto bare = Clone::around(m_git->path(u"bare.git"_s));
    QVERIFY(!bare);
    QCOMPARE(bare.error().kind, Kind::NotFound);
    QVERIFY(bare.error().message.contains("bare"_L1));
}

void TestCheckout::headTellsBranchAndCommit()
{
    const auto head = clone().head();
    QVERIFY(head);
    QCOMPARE(head->branch, u"main"_s);
    QCOMPARE(head->commit.toLatin1(), m_git->git(u"platform"_s, {u"rev-parse"_s, u"HEAD"_s}));
}

void TestCheckout::headOfAnEmptyClone()
{
    m_git->write(u"empty/.github/workflows/x.yml"_s, "on: push\n");
    m_git->git(u"empty"_s, {u"init"_s, u"-q"_s, u"-b"_s, u"trunk"_s});
    const auto head = clone(u"empty"_s).head();
    QVERIFY(head);
    QCOMPARE(*head, (checkout::Head{u"trunk"_s, {}}));
    const auto version = clone(u"empty"_s).repositoryVersion(u".github/workflows/x.yml"_s);
    QVERIFY(version && !*version);
    QCOMPARE(clone(u"empty"_s).workflowFiles().size(), 1);
    QCOMPARE(clone(u"empty"_s).workflowFilesAt(u"HEAD"_s).value_or(QStringList{u"?"_s}), QStringList());
}

void TestCheckout::detachedHeadHasNoBranch()
{
    m_git->git(u"platform"_s, {u"checkout"_s, u"-q"_s, u"--detach"_s});
    const auto head = clone().head();
    QVERIFY(head && head->branch.isEmpty() && head->commit.size() == 40);
    QCOMPARE(clone().repositoryVersion(ciFile).value().value(), "name: CI\r\n"_ba);
}

void TestCheckout::remoteIsOriginElseTheFollowedElseTheOnlyOne()
{
    const auto add = [this](const QString &name, const QString &url) {
        m_git->git(u"platform"_s, {u"remote"_s, u"add"_s, name, url});
    };
    QVERIFY(!clone().repository().value());
    add(u"upstream"_s, u"git@github.com:loop-health/platform.git"_s);
    QCOMPARE(clone().repository().value(), u"loop-health/platform"_s);
    add(u"mine"_s, u"https://github.com/priya/platform"_s);
    QVERIFY(!clone().repository().value());
    m_git->git(u"platform"_s, {u"config"_s, u"branch.main.remote"_s, u"mine"_s});
    m_git->git(u"platform"_s, {u"config"_s, u"branch.main.merge"_s, u"refs/heads/main"_s});
    QCOMPARE(clone().repository().value(), u"priya/platform"_s);
    add(u"origin"_s, u"https://github.com/loop-health/other"_s);
    QCOMPARE(clone().repository().value(), u"loop-health/other"_s);
}

void TestCheckout::bytesAreAsCommitted()
{
    m_git->write(u"platform/.gitattributes"_s, "*.yml text eol=lf\n");
    m_git->write(u"platform/"_s + ciFile, "name: changed\n");
    QCOMPARE(clone().fileAt(u"HEAD"_s, ciFile).value().value(), "name: CI\r\n"_ba);
    QCOMPARE(clone().fileAt(u"main"_s, ciFile).value().value(), "name: CI\r\n"_ba);
}

void TestCheckout::nothingWhereTheCommitHasNoSuchFile()
{
    const auto none = clone().fileAt(u"HEAD"_s, u".github/workflows/new.yml"_s);
    QVERIFY(none && !*none);
}

void TestCheckout::unknownRevisionIsNotFound()
{
    for (const QString &revision :
         {u"no-such"_s, u"../x"_s, u"a b"_s, u":/["_s, u"0123456789012345678901234567890123456789"_s}) {
        const auto none = clone().fileAt(revision, ciFile);
        QVERIFY2(!none, qPrintable(revision));
        QCOMPARE(none.error().kind, Kind::NotFound);
    }
}

void TestCheckout::linksAndFoldersAreNoFiles()
{
    QFile::link(u"/etc/passwd"_s, m_git->path(u"platform/.github/workflows/link.yml"_s));
    m_git->git(u"platform"_s, {u"add"_s, u"."_s});
    m_git->git(u"platform"_s, {u"commit"_s, u"-q"_s, u"-m"_s, u"Link"_s});
    QCOMPARE(clone().fileAt(u"HEAD"_s, u".github/workflows/link.yml"_s).error().kind, Kind::InvalidInput);
    QCOMPARE(clone().fileAt(u"HEAD"_s, u".github"_s).error().kind, Kind::InvalidInput);
}

void TestCheckout::upstreamIsTheRepositorysVersion()
{
    m_git->git({}, {u"clone"_s, u"-q"_s, u"platform"_s, u"work"_s});
    m_git->write(u"work/"_s + ciFile, "name: Local\n");
    m_git->git(u"work"_s, {u"commit"_s, u"-q"_s, u"-a"_s, u"-m"_s, u"Local"_s});
    const Clone work = clone(u"work"_s);
    QCOMPARE(work.upstreamOf(u"main"_s).value(), u"origin/main"_s);
    QVERIFY(!work.upstreamOf(u"no-such"_s).value());
    QCOMPARE(work.fileAt(u"HEAD"_s, ciFile).value().value(), "name: Local\n"_ba);
    QCOMPARE(work.fileAt(u"origin/main"_s, ciFile).value().value(), "name: CI\r\n"_ba);
    QCOMPARE(work.repositoryVersion(ciFile).value().value(), "name: CI\r\n"_ba);
}

void TestCheckout::workflowFilesOfDiskAndCommit()
{
    m_git->write(u"platform/.github/workflows/b.yaml"_s, "on: push\n");
    m_git->write(u"platform/.github/workflows/deep/c.yml"_s, "on: push\n");
    QCOMPARE(clone().workflowFiles(), (QStringList{u".github/workflows/b.yaml"_s, ciFile}));
    QCOMPARE(clone().workflowFilesAt(u"HEAD"_s).value(), QStringList{ciFile});
}

void TestCheckout::worktreeAndSubmoduleAreClonesOfTheirOwn()
{
    m_git->git(u"platform"_s, {u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"side"_s, u"../side"_s});
    QCOMPARE(clone(u"side/.github"_s).root(), m_git->path(u"side"_s));
    QCOMPARE(clone(u"side"_s).head()->branch, u"side"_s);
    m_git->makeRepository(u"inner"_s);
    m_git->git(u"platform"_s, {u"submodule"_s, u"--quiet"_s, u"add"_s, m_git->path(u"inner"_s), u"sub"_s});
    QCOMPARE(clone(u"platform/sub/"_s + ciFile).root(), m_git->path(u"platform/sub"_s));
    m_git->git(u"platform"_s, {u"commit"_s, u"-q"_s, u"-m"_s, u"Sub"_s});
    QCOMPARE(clone().fileAt(u"HEAD"_s, u"sub"_s).error().kind, Kind::InvalidInput);
}

void TestCheckout::nothingOfTheCloneIsRun()
{
    const QString trace = m_git->path(u"ran"_s);
    const QString touch = u"touch "_s + trace;
    const auto set = [this](const QString &key, const QString &value) {
        m_git->git(u"platform"_s, {u"config"_s, key, value});
    };
    set(u"core.sshCommand"_s, touch);
    set(u"filter.evil.smudge"_s, touch);
    set(u"filter.evil.clean"_s, touch);
    set(u"diff.external"_s, touch);
    m_git->write(u"platform/.git/info/attributes"_s, "* filter=evil\n");
    m_git->write(u"platform/.git/hooks/post-checkout"_s, "#!/bin/sh\n" + touch.toUtf8() + '\n');
    QFile::setPermissions(m_git->path(u"platform/.git/hooks/post-checkout"_s),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    set(u"core.fsmonitor"_s, touch);
    QFile::remove(trace);
    const Clone opened = clone();
    QVERIFY(opened.head() && opened.repository() && opened.fileAt(u"HEAD"_s, ciFile)
            && opened.repositoryVersion(ciFile));
    QVERIFY(!QFile::exists(trace));
}

void TestCheckout::cloneOfAnotherUserIsRefusedInWords()
{
    if (::geteuid() != 0)
        QSKIP("Only an administrator can give a folder away.");
    const QByteArray folder = m_git->path(u"platform"_s).toUtf8();
    const QByteArray inner = folder + "/.git";
    if (::chown(inner.constData(), 12345, 12345) != 0 || ::chown(folder.constData(), 12345, 12345) != 0)
        QSKIP("This place knows no other users.");
    const auto refused = Clone::around(m_git->path(u"platform"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Kind::Forbidden);
    QVERIFY(refused.error().advice.contains("safe.directory"_L1));
}

void TestCheckout::damagedCloneIsAnError()
{
    m_git->write(u"platform/.git/HEAD"_s, QByteArray(5'000, '\xff'));
    const auto damaged = Clone::around(m_git->path(u"platform"_s));
    QVERIFY(!damaged || !damaged->head());
    m_git->write(u"platform/.git/config"_s, "[core\n\0\xff = =");
    const auto broken = Clone::around(m_git->path(u"platform"_s));
    QVERIFY(!broken || !broken->head());
}

void TestCheckout::pathInsideTheClone()
{
    QCOMPARE(clone().pathInside(m_git->path(u"platform/"_s + ciFile)), ciFile);
    QVERIFY(!clone().pathInside(m_git->path(u"plain.yml"_s)));
    QVERIFY(!clone().pathInside(m_git->path(u"platform/../x.yml"_s)));
}

QTEST_GUILESS_MAIN(TestCheckout)
#include "test_checkout.moc"
