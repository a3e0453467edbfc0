#include "shell/top_bar.h"

#include "shell/icon_button.h"
#include "shell/region_cycle.h"
#include "shell/sync_indicator.h"
#include "shell/top_bar_parts.h"
#include "shell/workspace_picker.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/segmented_control.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::shell {

TopBar::TopBar(const Actions &actions, base::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_picker(new WorkspacePicker(actions, this))
    , m_segments(new widgets::SegmentedControl(this))
    , m_combo(new QComboBox(this))
    , m_field(new PaletteField(this))
    , m_search(new IconButton(u"action-search"_s, tr("Search or run a command"), tr("Ctrl+K"), this))
    , m_sync(new SyncIndicator(clock, this))
    , m_calls(new CallsGauge(this))
    , m_bell(new IconButton(u"action-notify"_s, tr("Notifications"), tr("Ctrl+Shift+N"), this))
    , m_person(new PersonButton(this))
{
    setAccessibleName(tr("Top bar"));
    setFixedHeight(std::max(44, fontMetrics().height() + 20));
    makeFilter();
    layOut();
    connect(m_field, &PaletteField::clicked, this, &TopBar::paletteRequested);
    connect(m_search, &IconButton::clicked, this, &TopBar::paletteRequested);
    connect(m_sync, &SyncIndicator::clicked, this, &TopBar::syncRequested);
    connect(m_bell, &IconButton::clicked, this, &TopBar::notificationsRequested);
    connect(m_person, &PersonButton::clicked, this, &TopBar::accountsRequested);
    setNarrow(false);
}

void TopBar::makeFilter()
{
    const QStringList names{tr("All environments"), tr("Production"), tr("Staging"), tr("Preview")};
    m_segments->setSegments(names);
    m_segments->setAccessibleName(tr("Environments shown"));
    m_combo->addItems(names);
    m_combo->setAccessibleName(tr("Environments shown"));
    const auto choose = [this](int index) { setFilter(static_cast<widgets::EnvironmentFilter>(index)); };
    connect(m_segments, &widgets::SegmentedControl::currentIndexChanged, this, choose);
    connect(m_combo, &QComboBox::currentIndexChanged, this, choose);
}

void TopBar::layOut()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 1);
    row->setSpacing(12);
    row->addWidget(m_picker);
    row->addWidget(new BarSeparator(this));
    row->addWidget(m_segments);
    row->addWidget(m_combo);
    row->addStretch(1);
    row->addWidget(m_field, 100);
    row->addWidget(m_search);
    row->addStretch(1);
    row->addWidget(m_sync);
    row->addWidget(m_calls);
    row->addWidget(new BarSeparator(this));
    row->addWidget(m_bell);
    row->addWidget(m_person);
    chainRegions({m_picker, m_segments, m_combo, m_field, m_search, m_sync, m_calls, m_bell, m_person});
}

void TopBar::setNarrow(bool narrow)
{
    m_segments->setVisible(!narrow);
    m_combo->setVisible(narrow);
    m_field->setVisible(!narrow);
    m_search->setVisible(narrow);
}

void TopBar::setFilter(widgets::EnvironmentFilter filter)
{
    // The two controls are one: whichever was used, the other follows, and its own signal then ends here.
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_segments->setCurrentIndex(static_cast<int>(filter));
    m_combo->setCurrentIndex(static_cast<int>(filter));
    emit filterChanged(filter);
}

void TopBar::setPerson(const QString &name)
{
    m_person->setPerson(name);
}

QWidget *TopBar::focusTarget() const
{
    return m_picker;
}

void TopBar::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.window);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, colours.line2);
}

} // namespace slipway::shell
