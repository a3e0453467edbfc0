#include "rollout_sheets/guard_list.h"

#include "rollout_sheets/parts.h"
#include "theme/icons.h"
#include "theme/status_look.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::rollout_sheets {

namespace {

using Level = operations::Guard::Level;

base::Status statusOf(Level level)
{
    switch (level) {
    case Level::Pass: return base::Status::Success;
    case Level::Block: return base::Status::Failure;
    default: return base::Status::Warning;
    }
}

QString levelWord(Level level)
{
    switch (level) {
    case Level::Pass: return GuardList::tr("passes");
    case Level::Warn: return GuardList::tr("warns");
    case Level::Ask: return GuardList::tr("needs a reason");
    case Level::Block: break;
    }
    return GuardList::tr("blocks");
}

/// Follows the theme: the icon of a rule.
class StatusMark final : public QWidget
{
public:
    explicit StatusMark(base::Status status)
        : m_status(status)
    {
        setFixedSize(16, 18);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        theme::paintIcon(painter, QRectF(0, 1, 16, 16), theme::statusIcon(m_status),
                         theme::tokens(palette()).status(m_status).solid);
    }

private:
    base::Status m_status;
};

} // namespace

GuardList::GuardList(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins({});
    m_rows->setSpacing(6);
}

void GuardList::setGuards(const QList<operations::Guard> &guards)
{
    if (guards == m_guards)
        return;
    m_guards = guards;
    clear(*m_rows);
    for (const Level level : {Level::Block, Level::Ask, Level::Warn, Level::Pass}) {
        for (const operations::Guard &guard : guards) {
            if (guard.level == level)
                m_rows->addWidget(guardRow(guard));
        }
    }
}

QWidget *GuardList::guardRow(const operations::Guard &guard)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(new StatusMark(statusOf(guard.level)), 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(
        words(guard.title, guard.level == Level::Pass ? theme::FontRole::Small : theme::FontRole::BodyStrong));
    if (!guard.detail.isEmpty())
        column->addWidget(words(breakable(guard.detail), theme::FontRole::Small, QPalette::PlaceholderText));
    if (guard.level == Level::Ask) {
        auto *reason = new QLineEdit(m_typed.value(guard.id));
        reason->setObjectName(u"reason/"_s + guard.id);
        reason->setPlaceholderText(
            tr("Why override %1?").arg(guard.overrides.isEmpty() ? guard.title : guard.overrides));
        reason->setAccessibleName(
            tr("Reason to override %1").arg(guard.overrides.isEmpty() ? guard.title : guard.overrides));
        connect(reason, &QLineEdit::textChanged, this, [this, id = guard.id](const QString &text) {
            m_typed[id] = text;
            emit reasonsChanged();
        });
        column->addWidget(reason);
    }
    row->addLayout(column, 1);
    box->setAccessibleName(guard.title + u", "_s + levelWord(guard.level));
    return box;
}

QMap<QString, QString> GuardList::reasons() const
{
    QMap<QString, QString> reasons;
    for (const operations::Guard &guard : m_guards) {
        const QString reason = m_typed.value(guard.id).trimmed();
        if (guard.level == Level::Ask && !reason.isEmpty())
            reasons.insert(guard.id, reason);
    }
    return reasons;
}

} // namespace slipway::rollout_sheets
