#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QStringList providers{u"github"_s, u"fly"_s, u"vercel"_s, u"sentry"_s, u"slack"_s};

/// What a folder may include, itself aside. The picture is in the project's README.
QMap<QString, QStringList> allowedIncludes()
{
    QMap<QString, QStringList> allowed{
        {u"base"_s, {}},           {u"net"_s, {u"base"_s}},     {u"workspace"_s, {u"base"_s}},
        {u"store"_s, {u"base"_s}}, {u"refresh"_s, {u"base"_s}},
    };
    for (const QString &provider : providers)
        allowed[provider] = {u"base"_s, u"net"_s};
    allowed[u"overview"_s] = QStringList{u"base"_s, u"net"_s, u"workspace"_s, u"store"_s, u"refresh"_s} + providers;

    allowed[u"yaml"_s] = {u"base"_s};
    allowed[u"syntax"_s] = {u"base"_s};
    allowed[u"layout"_s] = {u"base"_s};
    allowed[u"expressions"_s] = {u"base"_s};
    allowed[u"workflow"_s] = {u"base"_s, u"yaml"_s, u"syntax"_s, u"expressions"_s, u"layout"_s};
    allowed[u"diagnostics"_s] = {u"base"_s, u"yaml"_s, u"syntax"_s, u"expressions"_s, u"workflow"_s};

    allowed[u"textdiff"_s] = {u"base"_s};
    allowed[u"archive"_s] = {u"base"_s};
    allowed[u"logs"_s] = {u"base"_s};
    allowed[u"advice"_s] = {u"base"_s, u"logs"_s, u"workspace"_s};
    allowed[u"checkout"_s] = {u"base"_s, u"textdiff"_s};
    allowed[u"editing"_s] = {u"base"_s,     u"yaml"_s,        u"syntax"_s,    u"expressions"_s, u"layout"_s,
                             u"workflow"_s, u"diagnostics"_s, u"workspace"_s, u"textdiff"_s,    u"checkout"_s};
    allowed[u"runs"_s] = QStringList{u"base"_s,     u"net"_s,  u"github"_s,  u"workspace"_s, u"store"_s, u"refresh"_s,
                                     u"workflow"_s, u"yaml"_s, u"archive"_s, u"logs"_s,      u"advice"_s};
    allowed[u"pipelines"_s] =
        QStringList{u"base"_s,     u"net"_s,  u"github"_s,   u"workspace"_s, u"store"_s,   u"refresh"_s,
                    u"workflow"_s, u"yaml"_s, u"textdiff"_s, u"checkout"_s,  u"editing"_s, u"syntax"_s};

    allowed[u"desk"_s] = allowed[u"pipelines"_s] + QStringList{u"pipelines"_s, u"diagnostics"_s};

    allowed[u"operations"_s] = {u"base"_s, u"store"_s};
    allowed[u"releases"_s] = QStringList{u"base"_s, u"net"_s, u"workspace"_s, u"store"_s, u"refresh"_s} + providers;
    allowed[u"health"_s] = allowed[u"releases"_s] + QStringList{u"operations"_s, u"releases"_s};
    allowed[u"approvals"_s] = allowed[u"health"_s] + QStringList{u"textdiff"_s};
    allowed[u"rollout"_s] = allowed[u"health"_s] + QStringList{u"health"_s, u"runs"_s, u"workflow"_s};

    const QStringList domain{u"base"_s, u"workspace"_s, u"refresh"_s, u"overview"_s};
    allowed[u"theme"_s] = {u"base"_s};
    allowed[u"widgets"_s] = {u"base"_s, u"theme"_s};
    allowed[u"overview_page"_s] = domain + QStringList{u"theme"_s, u"widgets"_s};
    const QStringList documents{u"base"_s,    u"yaml"_s,     u"syntax"_s,      u"expressions"_s,
                                u"layout"_s,  u"workflow"_s, u"diagnostics"_s, u"textdiff"_s,
                                u"editing"_s, u"theme"_s,    u"widgets"_s};
    allowed[u"canvas"_s] = {u"base"_s, u"layout"_s, u"workflow"_s, u"theme"_s, u"widgets"_s};
    allowed[u"code_editor"_s] = documents;
    allowed[u"inspector"_s] = documents + QStringList{u"code_editor"_s};
    allowed[u"log_view"_s] = {u"base"_s, u"logs"_s, u"advice"_s, u"theme"_s, u"widgets"_s};
    allowed[u"run_pages"_s] =
        documents + QStringList{u"workspace"_s, u"logs"_s, u"advice"_s, u"runs"_s, u"canvas"_s, u"log_view"_s};
    allowed[u"pipelines_page"_s] =
        documents + QStringList{u"workspace"_s, u"refresh"_s,   u"logs"_s,     u"advice"_s, u"checkout"_s,
                                u"runs"_s,      u"pipelines"_s, u"desk"_s,     u"canvas"_s, u"code_editor"_s,
                                u"inspector"_s, u"log_view"_s,  u"run_pages"_s};
    const QStringList delivery{u"base"_s,     u"workspace"_s, u"refresh"_s, u"operations"_s,
                               u"releases"_s, u"theme"_s,     u"widgets"_s};
    allowed[u"timeline"_s] = {u"base"_s, u"releases"_s, u"theme"_s, u"widgets"_s};
    allowed[u"rollout_sheets"_s] = delivery + QStringList{u"rollout"_s, u"health"_s};
    allowed[u"approvals_page"_s] = delivery + QStringList{u"approvals"_s, u"textdiff"_s};
    allowed[u"activity_page"_s] = delivery;
    allowed[u"releases_page"_s] = delivery + QStringList{u"rollout"_s,  u"health"_s,         u"approvals"_s,
                                                         u"timeline"_s, u"rollout_sheets"_s, u"approvals_page"_s};
    allowed[u"shell"_s] = domain + QStringList{u"theme"_s, u"widgets"_s};
    allowed[u"sandbox"_s] = {u"base"_s};
    return allowed;
}

/// The name under which a folder of the tree is included, as "ui/overview" is by "overview_page/…".
QString folderName(const QString &path)
{
    const QStringList parts = path.split(u'/');
    if (parts.size() < 3)
        return {};
    static const QStringList pages{u"overview"_s, u"pipelines"_s, u"releases"_s, u"approvals"_s, u"activity"_s};
    if (parts.at(0) == "ui"_L1 && pages.contains(parts.at(1)))
        return parts.at(1) + "_page"_L1;
    return parts.at(1);
}

struct Include {
    QString file;
    int line;
    QString from;
    QString header;
    bool isQuoted;
};

QList<Include> includesOf(const QString &root, const QString &path)
{
    static const QRegularExpression pattern(uR"re(^\s*#\s*include\s*(["<])([^">]+)[">])re"_s);
    QList<Include> result;
    QFile file(root + u'/' + path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return result;
    for (int line = 1; !file.atEnd(); ++line) {
        const auto match = pattern.match(QString::fromUtf8(file.readLine()));
        if (match.hasMatch())
            result.append({path, line, folderName(path), match.captured(2), match.captured(1) == "\""_L1});
    }
    return result;
}

QList<Include> allIncludes()
{
    const QString root = QStringLiteral(SLIPWAY_SOURCE_DIR);
    QList<Include> result;
    for (const QString &top : {u"models"_s, u"ui"_s, u"app"_s}) {
        QDirIterator files(root + u'/' + top, {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            result += includesOf(root, files.next().mid(root.size() + 1));
    }
    return result;
}

QString place(const Include &include)
{
    return u"%1:%2 includes \"%3\""_s.arg(include.file).arg(include.line).arg(include.header);
}

/// A cycle among the arrows, in words; empty when there is none.
QString findCycle(const QMap<QString, QSet<QString>> &arrows, const QString &at, QStringList &path, QSet<QString> &done)
{
    if (path.contains(at))
        return path.sliced(path.indexOf(at)).join(u" → "_s) + u" → "_s + at;
    if (done.contains(at))
        return {};
    path.append(at);
    for (const QString &next : arrows.value(at)) {
        const QString cycle = findCycle(arrows, next, path, done);
        if (!cycle.isEmpty())
            return cycle;
    }
    path.removeLast();
    done.insert(at);
    return {};
}

} // namespace

/// The folders keep to the layers: facts flow up, and nothing below knows what is above.
class TestStructure final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersIncludeOnlyWhatTheirLayerMay();
    void everyFolderHasALayer();
    void foldersHaveNoCycle();
    void modelsIncludeNoWidget();
    void noIncludeClimbsByDots();
};

void TestStructure::foldersIncludeOnlyWhatTheirLayerMay()
{
    const auto allowed = allowedIncludes();
    QStringList wrong;
    for (const Include &include : allIncludes()) {
        if (!include.isQuoted || !allowed.contains(include.from))
            continue;
        const QString to = include.header.section(u'/', 0, 0);
        if (allowed.contains(to) && to != include.from && !allowed.value(include.from).contains(to))
            wrong.append(place(include));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestStructure::everyFolderHasALayer()
{
    const auto allowed = allowedIncludes();
    QSet<QString> unknown;
    for (const Include &include : allIncludes()) {
        if (!include.file.startsWith("app/"_L1) && !include.from.isEmpty() && !allowed.contains(include.from))
            unknown.insert(include.from);
    }
    QVERIFY2(unknown.isEmpty(), qPrintable(u"No layer is named for: "_s + QStringList(unknown.values()).join(u", "_s)));
}

void TestStructure::foldersHaveNoCycle()
{
    QMap<QString, QSet<QString>> arrows;
    for (const Include &include : allIncludes()) {
        const QString to = include.header.section(u'/', 0, 0);
        if (include.isQuoted && include.header.contains(u'/') && !include.from.isEmpty() && to != include.from)
            arrows[include.from].insert(to);
    }
    QSet<QString> done;
    for (const QString &folder : arrows.keys()) {
        QStringList path;
        const QString cycle = findCycle(arrows, folder, path, done);
        QVERIFY2(cycle.isEmpty(), qPrintable(cycle));
    }
}

void TestStructure::modelsIncludeNoWidget()
{
    static const QRegularExpression widgets(
        u"^(QtWidgets/.*|Q(Widget|Application|Dialog|MainWindow|MessageBox|Action|Menu|Label|Layout|Style|TableView|TreeView|ListView|GraphicsView)[A-Za-z]*)$"_s);
    QStringList wrong;
    for (const Include &include : allIncludes()) {
        if (include.file.startsWith("models/"_L1) && widgets.match(include.header).hasMatch())
            wrong.append(place(include));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestStructure::noIncludeClimbsByDots()
{
    QStringList wrong;
    for (const Include &include : allIncludes()) {
        if (include.header.contains("../"_L1))
            wrong.append(place(include));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestStructure)
#include "test_structure.moc"
