#include "open_window.h"

#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

shell::AccountLine line(const QString &id, const QString &provider, bool signedIn)
{
    shell::AccountLine result;
    result.id = id;
    result.provider = provider;
    result.icon = u"provider-"_s + id;
    result.state = signedIn ? u"Signed in"_s : u"Not signed in"_s;
    result.tone = signedIn ? base::Status::Success : base::Status::Skipped;
    result.detail = signedIn ? u"priya-nair, organisation loop-health"_s : QString();
    result.needs = u"Needed for workflows, runs and approvals."_s;
    result.isSignedIn = signedIn;
    return result;
}

QWidget *makePage(QWidget *parent)
{
    auto *splitter = new QSplitter(parent);
    splitter->setObjectName(u"columns"_s);
    auto *left = new QListWidget(splitter);
    left->setFrameShape(QFrame::NoFrame);
    left->setAccessibleName(u"Left"_s);
    left->addItem(u"patient-graph-api"_s);
    auto *right = new QListWidget(splitter);
    right->setFrameShape(QFrame::NoFrame);
    right->setAccessibleName(u"Right"_s);
    splitter->addWidget(left);
    splitter->addWidget(right);
    return splitter;
}

QList<QWidget *> columns(const QWidget &page)
{
    QList<QWidget *> result;
    for (auto *list : page.findChildren<QListWidget *>())
        result.append(list);
    return result;
}

} // namespace

void FakeAccounts::save(const QString &id, const base::Secret &token)
{
    asked.append(u"save "_s + id);
    saved = token;
}

OpenWindow::OpenWindow(const QString &settingsFile)
    : m_settings(settingsFile.isEmpty() ? m_dir.filePath(u"slipway.ini"_s) : settingsFile, QSettings::IniFormat)
{
    accounts.lines = {line(u"github"_s, u"GitHub"_s, true), line(u"fly"_s, u"Fly.io"_s, true),
                      line(u"vercel"_s, u"Vercel"_s, false), line(u"sentry"_s, u"Sentry"_s, false)};
    m_window = std::make_unique<shell::MainWindow>(
        shell::Services{.clock = &clock, .theme = &theme, .settings = &m_settings, .accounts = &accounts});
    open({u"demo"_s, u"Loop Health"_s, true});
}

void OpenWindow::open(const shell::WorkspaceInfo &workspace, refresh::Engine *engine)
{
    const auto make = [this](QWidget *parent) {
        ++m_pagesMade;
        return makePage(parent);
    };
    m_window->setWorkspace(workspace,
                           {{u"overview"_s, u"Overview"_s, u"nav-overview"_s, make, columns},
                            {u"releases"_s, u"Releases"_s, u"nav-releases"_s, make}},
                           engine);
    m_window->show();
    m_window->activateWindow();
    QTRY_VERIFY(m_window->isActiveWindow());
}

} // namespace slipway
