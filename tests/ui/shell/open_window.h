#pragma once

#include "shell/accounts_port.h"
#include "shell/main_window.h"
#include "theme/theme.h"

#include <QSettings>
#include <QTemporaryDir>

namespace slipway {

/// Accounts that write down what they are asked for.
class FakeAccounts final : public shell::AccountsPort
{
    Q_OBJECT

public:
    QList<shell::AccountLine> accounts() const override { return lines; }
    QString keeperSentence() const override { return QStringLiteral("Tokens are kept in the system keychain."); }
    void save(const QString &id, const base::Secret &token) override;
    void test(const QString &id) override { asked.append(QStringLiteral("test ") + id); }
    void signOut(const QString &id) override { asked.append(QStringLiteral("sign out ") + id); }

    QList<shell::AccountLine> lines;
    QStringList asked;
    base::Secret saved;
};

/// A window on a workspace with two pages, as a test sees it. Windows opened one after the other share settings.
class OpenWindow
{
public:
    explicit OpenWindow(const QString &settingsFile = {});

    shell::MainWindow &window() { return *m_window; }
    shell::MainWindow *operator->() { return m_window.get(); }
    void open(const shell::WorkspaceInfo &workspace, refresh::Engine *engine = nullptr);
    int pagesMade() const { return m_pagesMade; }

    base::ManualClock clock;
    theme::Theme theme;
    FakeAccounts accounts;

private:
    QTemporaryDir m_dir;
    QSettings m_settings;
    std::unique_ptr<shell::MainWindow> m_window;
    int m_pagesMade = 0;
};

} // namespace slipway
