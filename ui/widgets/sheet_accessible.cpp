#include "widgets/sheet_accessible.h"

#include "widgets/sheet.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace slipway::widgets {

namespace {

class SheetAccessible final : public QAccessibleWidget
{
public:
    explicit SheetAccessible(QWidget *sheet)
        : QAccessibleWidget(sheet, QAccessible::Dialog)
    { }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.modal = true;
        return state;
    }
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *sheet = qobject_cast<Sheet *>(object);
    return sheet ? new SheetAccessible(sheet) : nullptr;
}

} // namespace

void installSheetAccessibility()
{
    [[maybe_unused]] static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
}

void announceDialog(QWidget &sheet, bool isOpen)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(&sheet, isOpen ? QAccessible::DialogStart : QAccessible::DialogEnd);
    QAccessible::updateAccessibility(&event);
}

void announceInSheet(QWidget &sheet, const QString &words, bool isUrgent)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleAnnouncementEvent event(&sheet, words);
    event.setPoliteness(isUrgent ? QAccessible::AnnouncementPoliteness::Assertive
                                 : QAccessible::AnnouncementPoliteness::Polite);
    QAccessible::updateAccessibility(&event);
}

} // namespace slipway::widgets
