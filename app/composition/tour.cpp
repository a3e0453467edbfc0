#include "composition/tour.h"

#include "base/sleep.h"
#include "composition/program.h"
#include "composition/sandbox_process.h"
#include "composition/session.h"
#include "composition/tour_picture.h"
#include "shell/actions.h"
#include "shell/command_palette.h"
#include "widgets/sheet.h"
#include "widgets/toast.h"

#include <QApplication>
#include <QCoro/QCoroSignal>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTextStream>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::composition {

namespace {

const QString pipelineShown = u".github/workflows/patient-graph-ci-cd.yml"_s;
/// Long enough for skeletons to appear.
constexpr auto slowly = R"({"kind":"latency","ms":1500})";
constexpr auto flyFails = R"({"kind":"error-before","provider":"fly","status":502})";

QString tr(const char *text)
{
    return QCoreApplication::translate("composition::tour", text);
}

QtMessageHandler usualMessages = nullptr;

/// Without a display there is nothing to grab the keyboard from, which the platform tells at each popup.
void withoutPlatformNoise(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!message.startsWith("This plugin does not support"_L1) && usualMessages != nullptr)
        usualMessages(type, context, message);
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
        const auto info = co_await m_sandbox.start(u"loop-health"_s, {});
        m_program.theme().setSetting(theme::Theme::Setting::Light);
        if (!info || !co_await opened(*info)) {
            QTextStream(stderr) << tr("slipway tour: the demo did not start.") << Qt::endl;
            QCoreApplication::exit(1);
            co_return;
        }
        static constexpr std::array themes{theme::Theme::Setting::Light, theme::Theme::Setting::Dark};
        for (const auto theme : themes) {
            m_suffix = theme == theme::Theme::Setting::Dark ? u"-dark"_s : QString();
            m_program.theme().setSetting(theme);
            co_await pages();
            co_await flows();
            co_await pipelines();
            co_await releases();
            co_await failure();
            co_await notifications();
        }
        QCoreApplication::exit(m_failed ? 1 : 0);
    }

private:
    /// Opens the demo, with a picture of how it waits for the first answers.
    QCoro::Task<bool> opened(SandboxInfo info)
    {
        m_control = info.control;
        m_program.window().resize(1440, 900);
        m_program.window().show();
        m_program.window().activateWindow();
        co_await setFault(m_control, slowly, {});
        m_program.openDemoAt(info, std::make_shared<base::StoryClock>(info.now));
        co_await base::sleep(m_clock, 400ms, {});
        take(u"overview-loading"_s);
        co_await setFault(m_control, {}, {});
        co_return co_await settled(base::Freshness::State::Fresh);
    }

    /// Asks everybody anew until Fly.io's cells are in the state and nobody is being asked any more.
    QCoro::Task<bool> settled(base::Freshness::State state)
    {
        Session &session = *m_program.session();
        const auto isSo = [&] {
            const auto &rows = session.overview().fleet()->rows();
            const auto kind = session.engine().state().kind;
            return !rows.isEmpty() && rows.first().production.freshness.state == state
                && (kind == refresh::SyncState::Kind::Synced || kind == refresh::SyncState::Kind::Failed);
        };
        while (!isSo()) {
            if (!co_await qCoro(&session.engine(), &refresh::Engine::stateChanged, 30s))
                co_return false;
            co_await turns();
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
        static constexpr std::array sizes{QSize(1440, 900), QSize(1024, 700)};
        for (const QSize size : sizes) {
            m_program.window().resize(size);
            co_await turns();
            take(u"overview-%1"_s.arg(size.width()));
        }
        trigger("inbox.focus");
        co_await turns();
        take(u"overview-1024-inbox"_s);
        if (auto *inbox = m_program.window().findChild<QPushButton *>(u"inbox"_s))
            inbox->setChecked(false);
        m_program.window().resize(1440, 900);
        co_await turns();
    }

    QCoro::Task<> flows()
    {
        co_await shown("palette.open", u"palette"_s);
        m_program.window().openPalette(u"luna"_s);
        co_await turns();
        take(u"palette-luna"_s);
        closeAll();
        co_await shown("settings.show", u"settings"_s);
        co_await shown("accounts.show", u"accounts"_s);
        co_await shown("help.shortcuts", u"shortcuts"_s);
        co_await shown("help.about", u"about"_s);
        co_await shown("operations.show", u"operations"_s);
        trigger("operations.show");
        m_program.window().setEnvironmentFilter(widgets::EnvironmentFilter::Production);
        co_await turns();
        take(u"overview-production"_s);
        m_program.window().setEnvironmentFilter(widgets::EnvironmentFilter::All);
        co_await turns();
    }

    /// A workflow in the editor with a step selected, its runs and their history, wide and narrow.
    QCoro::Task<> pipelines()
    {
        trigger("page.pipelines");
        co_await base::sleep(m_clock, 1500ms, {});
        take(u"pipelines"_s);
        if (editing::OpenFile *file = m_program.session()->desk().file(pipelineShown)) {
            file->selection().set(editing::Place::ofStep("deploy", 2));
            co_await base::sleep(m_clock, 500ms, {});
            take(u"pipelines-step"_s);
        }
        m_program.window().resize(1024, 700);
        co_await turns();
        take(u"pipelines-1024"_s);
        m_program.window().resize(1440, 900);
        trigger("pipeline.runs");
        co_await base::sleep(m_clock, 1500ms, {});
        take(u"pipelines-runs"_s);
        trigger("pipeline.history");
        co_await base::sleep(m_clock, 1500ms, {});
        take(u"pipelines-history"_s);
        trigger("pipeline.edit");
        co_await turns();
        trigger("page.overview");
        co_await turns();
    }

    /// Releases over time, their list and figures, a review and a plan.
    QCoro::Task<> releases()
    {
        trigger("page.releases");
        co_await base::sleep(m_clock, 2500ms, {});
        hideToasts();
        take(u"releases"_s);
        trigger("release.rollback");
        co_await base::sleep(m_clock, 1500ms, {});
        take(u"releases-roll-back"_s);
        closeSheet();
        m_program.window().resize(1024, 700);
        co_await turns();
        take(u"releases-1024"_s);
        m_program.window().resize(1440, 900);
        static constexpr std::array views{"release.list", "release.approvals", "release.dora"};
        for (const char *view : views) {
            trigger(view);
            co_await base::sleep(m_clock, 800ms, {});
            take(u"releases-"_s + QLatin1StringView(view).sliced(8));
        }
        trigger("release.approve");
        co_await base::sleep(m_clock, 2000ms, {});
        take(u"releases-review"_s);
        trigger("release.timeline");
        trigger("page.activity");
        co_await base::sleep(m_clock, 500ms, {});
        take(u"activity"_s);
        trigger("page.overview");
        co_await turns();
    }

    void closeSheet()
    {
        if (auto *sheet = m_program.window().findChild<widgets::Sheet *>())
            sheet->close();
    }

    /// A provider that answers with errors: its cells keep what was known and say since when.
    QCoro::Task<> failure()
    {
        co_await setFault(m_control, flyFails, {});
        trigger("sync.now");
        if (co_await settled(base::Freshness::State::Failed))
            take(u"overview-fly-502"_s);
        co_await setFault(m_control, {}, {});
        trigger("sync.now");
        m_failed |= !co_await settled(base::Freshness::State::Fresh);
    }

    QCoro::Task<> notifications()
    {
        m_program.openWorkspace(u"missing/slipway.yaml"_s);
        co_await turns();
        co_await shown("notifications.show", u"notifications"_s);
        hideToasts();
    }

    void hideToasts()
    {
        for (auto *toast : m_program.window().findChildren<widgets::Toast *>())
            toast->hide();
    }

    /// Triggers an action, takes the picture and closes what came up.
    QCoro::Task<> shown(const char *action, QString name)
    {
        trigger(action);
        co_await turns();
        take(name);
        closeAll();
        co_await turns();
    }

    void trigger(const char *action)
    {
        QMetaObject::invokeMethod(&m_program.window().actions()[action], &QAction::trigger, Qt::QueuedConnection);
    }

    void closeAll()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget != &m_program.window() && widget->isVisible())
                widget->close();
        }
        if (auto *palette = m_program.window().findChild<shell::CommandPalette *>(); palette && palette->isVisible())
            palette->dismiss();
    }

    void take(const QString &name)
    {
        const QString file = m_folder.filePath(name + m_suffix + u".png"_s);
        if (!pictureOf(m_program.window()).save(file)) {
            QTextStream(stderr) << tr("slipway tour: %1 could not be written.").arg(file) << Qt::endl;
            m_failed = true;
        }
    }

    QDir m_folder;
    base::SystemClock m_clock;
    SandboxProcess m_sandbox;
    Program m_program;
    QUrl m_control;
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
    usualMessages = qInstallMessageHandler(withoutPlatformNoise);
    const QTemporaryDir own;
    Tour tour(
        pictures,
        {.settings = own.path(), .cache = own.path(), .store = store::Location::sqlite(own.filePath(u"tour.db"_s))});
    const auto task = tour.run();
    return QApplication::exec();
}

} // namespace slipway::composition

#include "tour.moc"
