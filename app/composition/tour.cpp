#include "composition/tour.h"

#include "base/sleep.h"
#include "composition/program.h"
#include "composition/session.h"
#include "shell/actions.h"

#include <QApplication>
#include <QCoro/QCoroSignal>
#include <QDialog>
#include <QDir>
#include <QPainter>
#include <QTemporaryDir>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::composition {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("composition::tour", text);
}

/// Takes the pictures, one after the other.
class Tour final : public QObject
{
    Q_OBJECT

public:
    Tour(QDir folder, const Program::Folders &own)
        : m_folder(std::move(folder))
        , m_program(own)
    {
        // Nothing may move while a picture is taken.
        m_program.theme().setMotionReduced(true);
    }

    QCoro::Task<> run()
    {
        m_program.openDemo();
        m_program.window().resize(1440, 900);
        m_program.window().show();
        const bool isReady = co_await qCoro(&m_program, &Program::demoReady);
        if (!isReady || !co_await synced()) {
            QTextStream(stderr) << tr("slipway tour: the demo did not start.") << Qt::endl;
            QCoreApplication::exit(1);
            co_return;
        }
        for (const auto theme : {theme::Theme::Setting::Light, theme::Theme::Setting::Dark}) {
            m_suffix = theme == theme::Theme::Setting::Dark ? u"-dark"_s : QString();
            m_program.theme().setSetting(theme);
            co_await pages();
            co_await flows();
        }
        QCoreApplication::exit(m_failed ? 1 : 0);
    }

private:
    /// Until every source has answered once.
    QCoro::Task<bool> synced()
    {
        refresh::Engine &engine = m_program.session()->engine();
        while (engine.state().kind != refresh::SyncState::Kind::Synced) {
            if (!co_await qCoro(&engine, &refresh::Engine::stateChanged, 30s))
                co_return false;
        }
        co_await turns();
        co_return true;
    }

    /// Lets what is queued be done and painted.
    QCoro::Task<> turns()
    {
        for (int turn = 0; turn < 8; ++turn)
            co_await base::sleep(m_clock, 10ms, {});
    }

    QCoro::Task<> pages()
    {
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            m_program.window().resize(size);
            co_await turns();
            take(u"overview-%1"_s.arg(size.width()));
        }
        m_program.window().resize(1440, 900);
        co_await turns();
    }

    QCoro::Task<> flows()
    {
        co_await shown("palette.open", u"palette"_s);
        co_await shown("notifications.show", u"notifications"_s);
        co_await shown("settings.show", u"settings"_s);
        co_await shown("accounts.show", u"accounts"_s);
        co_await shown("help.shortcuts", u"shortcuts"_s);
        m_program.window().setEnvironmentFilter(shell::EnvironmentFilter::Production);
        co_await turns();
        take(u"overview-production"_s);
        m_program.window().setEnvironmentFilter(shell::EnvironmentFilter::All);
        co_await turns();
    }

    /// Triggers an action, takes the picture and closes what came up.
    QCoro::Task<> shown(const char *action, QString name)
    {
        QAction &trigger = m_program.window().actions()[action];
        QMetaObject::invokeMethod(&trigger, &QAction::trigger, Qt::QueuedConnection);
        co_await turns();
        take(name);
        closeAll();
        co_await turns();
    }

    void closeAll()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget != &m_program.window() && widget->isVisible())
                widget->close();
        }
        for (QWidget *widget = QApplication::focusWidget(); widget != nullptr; widget = widget->parentWidget()) {
            if (widget->inherits("slipway::shell::CommandPalette")) {
                widget->hide();
                break;
            }
        }
    }

    /// The window with the dialogs and popovers over it.
    void take(const QString &name)
    {
        QWidget &window = m_program.window();
        QPixmap picture = window.grab();
        QPainter painter(&picture);
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget != &window && widget->isVisible())
                painter.drawPixmap(widget->mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), widget->grab());
        }
        painter.end();
        const QString file = m_folder.filePath(name + m_suffix + u".png"_s);
        if (!picture.save(file)) {
            QTextStream(stderr) << tr("slipway tour: %1 could not be written.").arg(file) << Qt::endl;
            m_failed = true;
        }
    }

    QDir m_folder;
    base::SystemClock m_clock;
    Program m_program;
    QString m_suffix;
    bool m_failed = false;
};

} // namespace

int runTour(const QString &folder)
{
    const QDir pictures(folder);
    if (!pictures.mkpath(u"."_s)) {
        QTextStream(stderr) << tr("slipway tour: the folder %1 cannot be made.").arg(folder) << Qt::endl;
        return 1;
    }
    const QTemporaryDir own;
    Tour tour(
        pictures,
        {.settings = own.path(), .cache = own.path(), .store = store::Location::sqlite(own.filePath(u"tour.db"_s))});
    const auto task = tour.run();
    return QApplication::exec();
}

} // namespace slipway::composition

#include "tour.moc"
