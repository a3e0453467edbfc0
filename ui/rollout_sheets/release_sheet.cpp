#include "rollout_sheets/release_sheet.h"

#include "base/format.h"
#include "rollout_sheets/offer_list.h"
#include "rollout_sheets/parts.h"
#include "rollout_sheets/side_card.h"
#include "rollout_sheets/warning_box.h"
#include "theme/icons.h"
#include "theme/style.h"
#include "widgets/environment_badge.h"
#include "widgets/plain_words.h"

#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout_sheets {

namespace {

constexpr int mostOthers = 20;

widgets::Environment environmentOf(const QString &name)
{
    if (name == "production"_L1)
        return widgets::Environment::Production;
    return name == "staging"_L1 ? widgets::Environment::Staging : widgets::Environment::Preview;
}

bool canChoose(const QList<rollout::Offer> &offers, const QString &id)
{
    return std::ranges::any_of(offers, [&](const auto &offer) { return offer.id == id && offer.obstacle.isEmpty(); });
}

QString otherWords(const releases::Release &release, const QDateTime &now)
{
    const QString version = release.version.isEmpty() ? release.sha.left(7) : release.version;
    const QString when = base::format::time(release.at, now);
    return (version + u"  "_s + release.sha.left(7) + u"  "_s + when + u"  "_s
            + releases::outcomeWord(release.outcome).toLower())
        .simplified();
}

} // namespace

ReleaseSheet::ReleaseSheet(QWidget *over, rollout::Draft draft, const QString &actor,
                           std::shared_ptr<base::Clock> clock, Planning planning)
    : PlanSheet(over, actor, std::move(clock))
    , m_draft(std::move(draft))
    , m_choices(rollout::presetOf(m_draft))
    , m_planning(std::move(planning))
{
    addHead();
    addChoices();
    showDraft();
    showPlan(m_planning(m_draft, m_choices));
}

void ReleaseSheet::addHead()
{
    m_where = new QWidget;
    new QHBoxLayout(m_where);
    m_where->layout()->setContentsMargins({});
    m_other = new QPushButton(tr("Choose other…"));
    m_other->setObjectName(u"chooseOther"_s);
    theme::setTone(*m_other, theme::Tone::Quiet);
    auto *where = new QHBoxLayout;
    where->addWidget(m_where, 1);
    where->addWidget(m_other);
    top()->addLayout(where);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(10);
    m_from = new SideCard(false);
    m_to = new SideCard(true);
    m_from->setObjectName(u"from"_s);
    m_to->setObjectName(u"to"_s);
    auto *arrow = new QLabel;
    arrow->setPixmap(theme::icon(u"chevron-right"_s).pixmap(16, 16));
    cards->addWidget(m_from, 1);
    cards->addWidget(arrow);
    cards->addWidget(m_to, 1);
    top()->addLayout(cards);
    top()->addWidget(new Rule(Qt::Horizontal));
}

QVBoxLayout *ReleaseSheet::addPart(QWidget *&box, const QString &title)
{
    box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(heading(title));
    aside()->addWidget(box);
    return column;
}

void ReleaseSheet::addChoices()
{
    QVBoxLayout *how = addPart(m_strategyBox, tr("How to replace machines"));
    m_strategies = new OfferList(true);
    m_strategies->setObjectName(u"strategies"_s);
    how->addWidget(m_strategies);
    connect(m_strategies, &OfferList::chosenChanged, this, [this](const QString &id) {
        m_choices.strategy = id;
        choose();
    });
    QVBoxLayout *database = addPart(m_schemaBox, tr("Database"));
    auto *box = new WarningBox;
    m_schemaWarning = box->warning();
    m_schema = new OfferList(false);
    m_schema->setObjectName(u"schema"_s);
    box->column()->addWidget(m_schema);
    database->addWidget(box);
    connect(m_schema, &OfferList::chosenChanged, this, [this](const QString &id) {
        m_choices.schema = id;
        choose();
    });
    addPart(m_optionBox, tr("Options"));
    m_diff = new QPushButton(tr("Show diff"));
    m_diff->setObjectName(u"showDiff"_s);
    theme::setTone(*m_diff, theme::Tone::Link);
    connect(m_diff, &QPushButton::clicked, this, [this] { emit diffRequested(m_draft.baseSha, m_draft.headSha); });
    reverts()->addWidget(m_diff, 0, Qt::AlignLeft);
}

void ReleaseSheet::showDraft()
{
    clear(*m_where->layout());
    auto *line = static_cast<QHBoxLayout *>(m_where->layout());
    line->addWidget(new widgets::EnvironmentBadge(environmentOf(m_draft.wish.target.environment)));
    line->addWidget(words(m_draft.where, theme::FontRole::Small, QPalette::PlaceholderText), 1);
    m_from->setSide(m_draft.from);
    m_to->setSide(m_draft.to);
    m_from->setVisible(!m_draft.from.version.isEmpty() || !m_draft.from.sha.isEmpty());
    m_to->setVisible(!m_draft.to.version.isEmpty() || !m_draft.to.sha.isEmpty());
    m_strategyBox->setVisible(!m_draft.strategies.isEmpty());
    m_strategies->setOffers(m_draft.strategies, m_choices.strategy);
    m_schemaBox->setVisible(!m_draft.schemaWarning.isEmpty() || !m_draft.schema.isEmpty());
    m_schemaWarning->setText(m_draft.schemaWarning);
    m_schema->setOffers(m_draft.schema, m_choices.schema);
    m_diff->setVisible(!m_draft.baseSha.isEmpty() && !m_draft.headSha.isEmpty());
    setNotes(m_draft.drift);
    showOthers();
    showOptions();
}

void ReleaseSheet::showOthers()
{
    m_other->setVisible(!m_draft.others.isEmpty());
    auto *menu = new QMenu(m_other);
    for (const releases::Release &release :
         m_draft.others.first(std::min<qsizetype>(mostOthers, m_draft.others.size()))) {
        QAction *action = menu->addAction(widgets::plainTitle(otherWords(release, clock().now().toLocalTime())));
        action->setEnabled(release.id != m_draft.to.releaseId);
        connect(action, &QAction::triggered, this, [this, id = release.id] { emit otherChosen(id); });
    }
    delete m_other->menu();
    m_other->setMenu(menu);
}

void ReleaseSheet::showOptions()
{
    auto *column = static_cast<QVBoxLayout *>(m_optionBox->layout());
    qDeleteAll(m_optionBox->findChildren<QCheckBox *>());
    m_optionBox->setVisible(!m_draft.options.isEmpty());
    for (const rollout::Offer &offer : m_draft.options) {
        auto *check = new QCheckBox(widgets::plainTitle(offer.title));
        check->setObjectName(u"option/"_s + offer.id);
        check->setChecked(m_choices.options.contains(offer.id));
        check->setEnabled(offer.obstacle.isEmpty());
        check->setToolTip(widgets::plainTip(offer.obstacle.isEmpty() ? offer.words : offer.obstacle));
        check->setAccessibleDescription(offer.obstacle.isEmpty() ? offer.words : offer.obstacle);
        connect(check, &QCheckBox::toggled, this, [this, id = offer.id](bool on) {
            m_choices.options.removeAll(id);
            if (on)
                m_choices.options.append(id);
            choose();
        });
        column->addWidget(check);
    }
}

void ReleaseSheet::keepChoices()
{
    const rollout::Choices preset = rollout::presetOf(m_draft);
    if (!canChoose(m_draft.strategies, m_choices.strategy))
        m_choices.strategy = preset.strategy;
    if (!canChoose(m_draft.schema, m_choices.schema))
        m_choices.schema = preset.schema;
    m_choices.options.removeIf([this](const QString &id) { return !canChoose(m_draft.options, id); });
}

void ReleaseSheet::choose()
{
    setFailure({});
    showPlan(m_planning(m_draft, m_choices));
}

void ReleaseSheet::setDraft(const rollout::Draft &draft)
{
    const bool isOther = draft.to.releaseId != m_draft.to.releaseId;
    m_draft = draft;
    // Another target has other risks: its safest choices, not those made for the last one.
    if (isOther)
        m_choices = rollout::presetOf(m_draft);
    else
        keepChoices();
    showDraft();
    if (isOther) {
        fail({});
        showPlan(m_planning(m_draft, m_choices));
    } else {
        setPlan(m_planning(m_draft, m_choices));
    }
}

} // namespace slipway::rollout_sheets
