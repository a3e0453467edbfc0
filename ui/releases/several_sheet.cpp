#include "releases_page/several_sheet.h"

#include "theme/fonts.h"
#include "widgets/plain_words.h"
#include "workspace/workspace.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

using releases::Release;
using rollout::Wish;

const Release *liveIn(const releases::History &history, const QString &app, const QString &environment)
{
    const auto found = std::ranges::find_if(history.releases, [&](const Release &release) {
        return release.isLive && release.app == app && release.environment == environment;
    });
    return found == history.releases.end() ? nullptr : &*found;
}

} // namespace

SeveralSheet::SeveralSheet(std::shared_ptr<const releases::History> history, const Reading &reading, QWidget *over)
    : Sheet(over)
    , m_history(std::move(history))
{
    setTitle(tr("Release several apps"), u"node-matrix"_s);
    setSubtitle(tr("Choose what each app shall do. Their order comes next, then one plan for all."));
    setVerb(tr("Continue"));
    auto *part = new QWidget;
    auto *grid = new QGridLayout(part);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(16);
    grid->setColumnStretch(2, 1);
    body()->addWidget(part);
    for (const releases::Lane &lane : m_history->lanes) {
        if (lane.environment == "production"_L1)
            addApp(*grid, lane, reading);
    }
    connect(this, &Sheet::confirmed, this, [this] {
        emit planRequested(wishes());
        close();
    });
    judge();
}

void SeveralSheet::addApp(QGridLayout &grid, const releases::Lane &lane, const Reading &reading)
{
    const int at = static_cast<int>(m_rows.size());
    const QString name = lane.appName.isEmpty() ? lane.app : lane.appName;
    auto *label = new QLabel(name);
    widgets::showAsWritten(*label);
    const Release *live = liveIn(*m_history, lane.app, lane.environment);
    auto *version = new QLabel(live ? versionOf(*live) : u"—"_s);
    widgets::showAsWritten(*version);
    version->setForegroundRole(QPalette::PlaceholderText);
    Row row{new QComboBox, {}};
    row.choice->setObjectName(u"several."_s + lane.app);
    row.choice->setAccessibleName(tr("What %1 shall do").arg(name));
    row.choice->addItem(tr("Stay as it is"));
    const operations::Target target{lane.app, lane.environment};
    const Release *staged = liveIn(*m_history, lane.app, u"staging"_s);
    if (staged && (!live || staged->sha != live->sha)) {
        row.choice->addItem(tr("Promote %1 from staging").arg(versionOf(*staged)));
        row.wishes += Wish{.act = Wish::Act::Promote, .target = target, .release = staged->id};
    }
    if (live) {
        row.choice->addItem(tr("Roll back to the last good release"));
        row.wishes += Wish{.act = Wish::Act::RollBack, .target = target};
    }
    const workspace::App *app = reading.workspace ? reading.workspace->app(lane.app) : nullptr;
    if (app && !app->migrations.isEmpty()) {
        row.choice->addItem(tr("Run migrations"));
        row.wishes += Wish{.act = Wish::Act::Migrate, .target = target};
    }
    label->setBuddy(row.choice);
    grid.addWidget(label, at, 0);
    grid.addWidget(version, at, 1);
    grid.addWidget(row.choice, at, 2);
    connect(row.choice, &QComboBox::currentIndexChanged, this, &SeveralSheet::judge);
    m_rows += row;
}

QList<Wish> SeveralSheet::wishes() const
{
    QList<Wish> chosen;
    for (const Row &row : m_rows) {
        if (row.choice->currentIndex() > 0)
            chosen += row.wishes.at(row.choice->currentIndex() - 1);
    }
    return chosen;
}

void SeveralSheet::judge()
{
    setObstacle(wishes().isEmpty() ? tr("Choose what at least one app shall do.") : QString());
}

} // namespace slipway::releases_page
