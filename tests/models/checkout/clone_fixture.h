#pragma once

#include <QByteArray>
#include <QStringList>
#include <QTemporaryDir>

namespace slipway::test {

/// A folder for repositories that git itself makes, away from the person's own settings. One for each test.
class CloneFixture
{
public:
    QString path(const QString &inside = {}) const;
    /// Runs git in `folder` (below the fixture's) and gives what it printed; a failure is a failed check.
    QByteArray git(const QString &folder, const QStringList &arguments) const;
    void write(const QString &inside, const QByteArray &bytes) const;
    /// A repository with ci.yml and notes.txt in its workflows' folder, committed on main.
    void makeRepository(const QString &folder) const;

private:
    QTemporaryDir m_folder;
};

} // namespace slipway::test
