#include "e2e_delivery/pipelines_hand.h"

#include "pipelines_page/changed_chip.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::e2e {

bool PipelinesHand::openPage()
{
    stage().press(u"Alt+2"_s);
    return until([this] { return !text().isEmpty(); });
}

QModelIndex PipelinesHand::entry(const QString &name) const
{
    const QAbstractItemView *list = stage().window().view(u"Workflows"_s);
    for (int row = 0; list && row < list->model()->rowCount(); ++row) {
        if (list->model()->index(row, 0).data().toString() == name)
            return list->model()->index(row, 0);
    }
    return {};
}

bool PipelinesHand::choose(const QString &name)
{
    if (!until([this, &name] { return entry(name).isValid(); }))
        return false;
    const QAbstractItemView *list = stage().window().view(u"Workflows"_s);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(entry(name)).center());
    return until([this, &name] { return text().contains(name.toUtf8()); });
}

QPlainTextEdit *PipelinesHand::source() const
{
    return qobject_cast<QPlainTextEdit *>(stage().window().named(u"Source"_s));
}

QByteArray PipelinesHand::text() const
{
    const QPlainTextEdit *pane = source();
    return pane ? pane->toPlainText().toUtf8() : QByteArray();
}

bool PipelinesHand::replace(const QString &before, const QString &after)
{
    QPlainTextEdit *pane = source();
    if (!pane || pane->toPlainText().count(before) != 1)
        return false;
    pane->setFocus(Qt::MouseFocusReason);
    const QTextCursor found = pane->document()->find(before);
    pane->setTextCursor(found);
    QTest::keyClicks(pane, after);
    return pane->toPlainText().contains(after);
}

QString PipelinesHand::changedWords() const
{
    const auto *chip = stage().program().window().findChild<pipelines_page::ChangedChip *>();
    return chip && chip->isVisible() ? chip->words() : QString();
}

} // namespace slipway::e2e
