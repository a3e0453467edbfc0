#include "clone_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace slipway::test {

QString CloneFixture::path(const QString &inside) const
{
    const QString root = QFileInfo(m_folder.path()).canonicalFilePath();
    return inside.isEmpty() ? root : root + u'/' + inside;
}

QByteArray CloneFixture::git(const QString &folder, const QStringList &arguments) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, path());
    environment.insert(u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s);
    environment.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(path(folder));
    const QStringList identity{u"-c"_s, u"user.name=Test"_s,
                               u"-c"_s, u"user.email=test@localhost"_s,
                               u"-c"_s, u"protocol.file.allow=always"_s};
    process.start(u"git"_s, identity + arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qWarning() << "git" << arguments << process.readAllStandardError();
    return process.readAllStandardOutput().trimmed();
}

void CloneFixture::write(const QString &inside, const QByteArray &bytes) const
{
    const QString file = path(inside);
    QDir().mkpath(QFileInfo(file).absolutePath());
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qWarning() << "cannot write" << file;
}

void CloneFixture::makeRepository(const QString &folder) const
{
    QDir().mkpath(path(folder));
    git(folder, {u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
    write(folder + u"/.github/workflows/ci.yml"_s, "name: CI\r\n");
    write(folder + u"/.github/workflows/notes.txt"_s, "no workflow\n");
    git(folder, {u"add"_s, u"."_s});
    git(folder, {u"commit"_s, u"-q"_s, u"-m"_s, u"Begin"_s});
}

} // namespace slipway::test
