#include "activity_page/filter_pane.h"

#include "activity_page/words.h"
#include "theme/fonts.h"
#include "theme/style.h"
#include "theme/tokens.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::activity_page {

namespace {

/// Keeps the choice, as long as it is still there.
void fill(QComboBox &box, const QString &all, const QStringList &values,
          const std::function<QString(const QString &)> &words = {})
{
    const QSignalBlocker blocker(&box);
    const QString chosen = box.currentData().toString();
    box.clear();
    box.addItem(all, QString());
    for (const QString &value : values)
        box.addItem(words ? words(value) : value, value);
    box.setCurrentIndex(std::max(0, box.findData(chosen)));
}

} // namespace

FilterPane::FilterPane(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_clear(new QPushButton(tr("Show all"), this))
{
    setAccessibleName(tr("Filter"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(4);
    m_search->setPlaceholderText(tr("Find words"));
    m_search->setAccessibleName(tr("Find words"));
    m_search->setClearButtonEnabled(true);
    column->addWidget(m_search);
    m_person = addChoice(tr("Person"));
    m_app = addChoice(tr("App"));
    m_environment = addChoice(tr("Environment"));
    m_kind = addChoice(tr("Kind"));
    m_time = addChoice(tr("Time"));
    fill(*m_environment, tr("All environments"), {u"production"_s, u"staging"_s, u"preview"_s});
    for (const auto &[words, hours] : {std::pair(tr("Any time"), 0), std::pair(tr("Last 24 hours"), 24),
                                       std::pair(tr("Last 7 days"), 7 * 24), std::pair(tr("Last 30 days"), 30 * 24)})
        m_time->addItem(words, hours);
    setChoices({});
    column->addSpacing(8);
    column->addWidget(m_clear);
    column->addStretch();
    connect(m_search, &QLineEdit::textChanged, this, &FilterPane::changed);
    connect(m_clear, &QPushButton::clicked, this, &FilterPane::clear);
}

QComboBox *FilterPane::addChoice(const QString &label)
{
    auto *name = new QLabel(label, this);
    name->setFont(theme::font(theme::FontRole::Small, font()));
    name->setForegroundRole(QPalette::PlaceholderText);
    auto *box = new QComboBox(this);
    box->setAccessibleName(label);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    name->setBuddy(box);
    layout()->addItem(new QSpacerItem(0, 6));
    layout()->addWidget(name);
    layout()->addWidget(box);
    connect(box, &QComboBox::currentIndexChanged, this, &FilterPane::changed);
    return box;
}

void FilterPane::setChoices(const Choices &choices)
{
    if (m_choices == choices && m_person->count() > 0)
        return;
    m_choices = choices;
    fill(*m_person, tr("Everybody"), choices.people);
    fill(*m_app, tr("All apps"), choices.apps);
    fill(*m_kind, tr("All kinds"), choices.kinds, kindWords);
}

Wanted FilterPane::wanted(const QDateTime &now) const
{
    Wanted wanted;
    wanted.person = m_person->currentData().toString();
    wanted.app = m_app->currentData().toString();
    wanted.environment = m_environment->currentData().toString();
    wanted.kind = m_kind->currentData().toString();
    wanted.text = m_search->text().trimmed();
    const int hours = m_time->currentData().toInt();
    if (hours > 0)
        wanted.since = now.addSecs(-3600 * hours);
    return wanted;
}

void FilterPane::clear()
{
    {
        const QSignalBlocker blocker(this);
        m_search->clear();
        for (QComboBox *box : {m_person, m_app, m_environment, m_kind, m_time})
            box->setCurrentIndex(0);
    }
    emit changed();
}

void FilterPane::setKindEnabled(bool isEnabled)
{
    m_kind->setEnabled(isEnabled);
    m_kind->setToolTip(isEnabled ? QString() : tr("Lines of the log have no kind."));
}

void FilterPane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokens(palette()).header);
}

} // namespace slipway::activity_page
