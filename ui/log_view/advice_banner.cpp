#include "log_view/advice_banner.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::log_view {

namespace {

constexpr int iconSize = 16;
constexpr int left = 36;
/// So that a button's words stand below the others.
constexpr int linkInset = -9;
/// Words of others, in a tool tip.
constexpr qsizetype longestTip = 400;

} // namespace

AdviceBanner::AdviceBanner(QWidget *parent)
    : QWidget(parent)
    , m_cause(new QLabel(this))
    , m_action(new QLabel(this))
    , m_evidence(new QPushButton(this))
    , m_next(new QPushButton(this))
    , m_close(new QToolButton(this))
    , m_edit(new QPushButton(tr("Open the step in the editor"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(left, 8, 12, 8);
    column->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    m_cause->setFont(theme::font(theme::FontRole::BodyStrong, font()));
    head->addWidget(m_cause);
    head->addStretch();
    head->addWidget(m_edit);
    head->addWidget(m_next);
    head->addWidget(m_close);
    column->addLayout(head);
    m_action->setWordWrap(true);
    column->addWidget(m_action);
    auto *link = new QHBoxLayout;
    link->setContentsMargins(linkInset, 0, 0, 0);
    link->addWidget(m_evidence);
    link->addStretch();
    column->addLayout(link);
    for (QLabel *label : {m_cause, m_action}) {
        widgets::showAsWritten(*label);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    theme::setTone(*m_evidence, theme::Tone::Link);
    theme::setTone(*m_next, theme::Tone::Link);
    theme::setTone(*m_edit, theme::Tone::Link);
    theme::setCompact(*m_edit);
    m_edit->setObjectName(u"editStep"_s);
    m_edit->hide();
    theme::setCompact(*m_evidence);
    theme::setCompact(*m_next);
    m_evidence->setFont(theme::font(theme::FontRole::Mono, font()));
    m_close->setIcon(theme::icon(u"action-close"_s));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close advice"));
    m_close->setToolTip(tr("Close advice"));
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_next, &QPushButton::clicked, this, [this] { showOne((m_index + 1) % m_advice.size()); });
    connect(m_edit, &QPushButton::clicked, this, &AdviceBanner::editRequested);
    connect(m_evidence, &QPushButton::clicked, this, [this] {
        const advice::EvidenceLine &line = m_advice.at(m_index).evidence;
        Q_EMIT evidenceRequested(line.section, line.line);
    });
    hide();
}

void AdviceBanner::setAdvice(const QList<advice::Advice> &advice)
{
    m_advice = advice;
    setVisible(!advice.isEmpty());
    if (!advice.isEmpty())
        showOne(0);
}

void AdviceBanner::showOne(qsizetype index)
{
    m_index = index;
    const advice::Advice &own = m_advice.at(index);
    m_cause->setText(own.cause);
    // Backquotes are for terminals; here the words are enough.
    m_action->setText(QString(own.action).remove(u'`'));
    m_action->setVisible(!own.action.isEmpty());
    m_next->setVisible(m_advice.size() > 1);
    m_next->setText(tr("%1 of %2 possible causes").arg(index + 1).arg(m_advice.size()));
    m_next->setToolTip(tr("Show the next possible cause"));
    m_evidence->setVisible(own.evidence.section >= 0);
    m_evidence->setToolTip(widgets::plainTip(own.evidence.text.left(longestTip)));
    m_evidence->setAccessibleName(tr("Go to line: %1").arg(own.evidence.text.left(longestTip)));
    setAccessibleName(sentence());
    elideEvidence();
    update();
}

void AdviceBanner::elideEvidence()
{
    if (m_advice.isEmpty())
        return;
    const advice::EvidenceLine &line = m_advice.at(m_index).evidence;
    const int room = std::max(120, width() - left - 40);
    const QString words = QFontMetrics(m_evidence->font()).elidedText(line.text.simplified(), Qt::ElideRight, room);
    m_evidence->setText(widgets::plainTitle(words));
}

void AdviceBanner::setLeadsToEditor(bool leads)
{
    m_edit->setVisible(leads);
}

QString AdviceBanner::sentence() const
{
    if (m_advice.isEmpty())
        return {};
    return u"%1 %2"_s.arg(m_cause->text(), m_action->text());
}

void AdviceBanner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    elideEvidence();
}

void AdviceBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const theme::Tokens &tokens = theme::tokens(palette());
    painter.fillRect(rect(), tokens.warning.bg);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, tokens.line1);
    theme::paintIcon(painter, QRectF(12, 10, iconSize, iconSize), u"status-warning"_s, tokens.warning.solid);
}

} // namespace slipway::log_view
