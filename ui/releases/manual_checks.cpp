#include "releases_page/manual_checks.h"

#include "theme/fonts.h"
#include "widgets/elided_label.h"
#include "widgets/plain_words.h"

#include <QCheckBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

bool isTicked(const health::VerificationItem &item)
{
    return item.status == base::Status::Success;
}

QStringList idsOf(const QList<health::VerificationItem> &items)
{
    QStringList ids;
    for (const auto &item : items)
        ids += item.id;
    return ids;
}

} // namespace

ManualChecks::ManualChecks(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(3, 0, 3, 0);
    m_column->setSpacing(2);
}

void ManualChecks::setItems(const QList<health::VerificationItem> &items)
{
    QList<health::VerificationItem> manual;
    std::ranges::copy_if(items, std::back_inserter(manual), &health::VerificationItem::isManual);
    const bool isSame = idsOf(manual) == idsOf(m_items);
    m_items = manual;
    // The boxes stay as long as they are the same ones, so that the keyboard stays in its.
    if (!isSame)
        build();
    showItems(manual);
}

void ManualChecks::setObstacle(const QString &words)
{
    m_obstacle = words;
    showItems(m_items);
}

int ManualChecks::count() const
{
    return static_cast<int>(m_items.size());
}

int ManualChecks::ticked() const
{
    return static_cast<int>(std::ranges::count_if(m_items, isTicked));
}

void ManualChecks::build()
{
    while (QLayoutItem *old = m_column->takeAt(0)) {
        old->widget()->hide();
        old->widget()->deleteLater();
        delete old;
    }
    for (const health::VerificationItem &item : std::as_const(m_items)) {
        auto *box = new QCheckBox(widgets::plainTitle(item.title));
        box->setObjectName(item.id);
        connect(box, &QCheckBox::toggled, this, [this, id = item.id](bool on) { emit tickRequested(id, on); });
        auto *who = new widgets::ElidedLabel;
        who->setForegroundRole(QPalette::PlaceholderText);
        who->setFont(theme::font(theme::FontRole::Caption, font()));
        who->setContentsMargins(24, 0, 0, 0);
        m_column->addWidget(box);
        box->show();
        m_column->addWidget(who);
    }
}

void ManualChecks::showItems(const QList<health::VerificationItem> &items)
{
    for (int at = 0; at < items.size(); ++at) {
        const health::VerificationItem &item = items.at(at);
        auto *box = qobject_cast<QCheckBox *>(m_column->itemAt(2 * at)->widget());
        auto *who = qobject_cast<widgets::ElidedLabel *>(m_column->itemAt(2 * at + 1)->widget());
        const QSignalBlocker quiet(box);
        box->setChecked(isTicked(item));
        box->setEnabled(m_obstacle.isEmpty());
        box->setAccessibleDescription(item.words);
        box->setToolTip(widgets::plainTip(m_obstacle.isEmpty() ? item.words : m_obstacle));
        who->setText(item.words);
        who->setVisible(!item.words.isEmpty());
    }
}

} // namespace slipway::releases_page
