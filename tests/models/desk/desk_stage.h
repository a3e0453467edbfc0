#pragma once

#include "../checkout/clone_fixture.h"
#include "../pipelines/github_stage.h"
#include "desk/desk.h"
#include "refresh/engine.h"

#include <QSignalSpy>

namespace slipway::test {

/// A desk with its GitHub, its clones and its folder. One for each test.
class DeskStage
{
public:
    DeskStage();
    ~DeskStage();

    static QString ci() { return QStringLiteral(".github/workflows/ci.yml"); }

    /// What the branch holds from now on: file names and texts. The next look finds `commit`.
    void branch(const QByteArray &commit, const QMap<QString, QByteArray> &files);
    /// One more reading of this file of the commit.
    Script &reading(const QByteArray &name, const QByteArray &commit);
    /// Looks at the branch, as the refresh engine does.
    void look();
    /// The desk of the next start of the program.
    void restart();
    void signIn() { desk->setClient(github.client); }
    /// Lets pauses pass: for QTRY_ conditions.
    DeskStage &later();
    QByteArray text(const QString &path = ci()) const;
    /// Types at the end.
    void type(const QByteArray &words, const QString &path = ci()) const;
    /// What a desk asks of names is no matter of these tests.
    QStringList mistakes() const;
    desk::FileEntry entry(const QString &path = ci()) const;

    GitHubStage github;
    CloneFixture clones;
    std::shared_ptr<workspace::Workspace> workspace = std::make_shared<workspace::Workspace>();
    std::unique_ptr<refresh::Engine> engine;
    std::unique_ptr<desk::Desk> desk;
    std::unique_ptr<QSignalSpy> opened;
    std::unique_ptr<QSignalSpy> failed;
    std::unique_ptr<QSignalSpy> noticed;
    std::unique_ptr<QSignalSpy> recovered;
    std::unique_ptr<QSignalSpy> closing;

private:
    QByteArray m_commit;
    QMap<QString, QByteArray> m_files;
};

} // namespace slipway::test
