#include "log_view/log_access.h"

#include "log_view/log_canvas.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::log_view {

namespace {

/// The rows in sight as one text: what is beyond comes into it as the cursor moves there.
class LogAccess final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit LogAccess(LogCanvas *canvas)
        : QAccessibleWidget(canvas, QAccessible::EditableText)
    { }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }

    QString text(QAccessible::Text type) const override
    {
        return type == QAccessible::Value ? words() : QAccessibleWidget::text(type);
    }

    void selection(int index, int *start, int *end) const override
    {
        *start = *end = 0;
        if (index != 0 || !canvas().hasSelection())
            return;
        const auto [from, to] = std::minmax({offsetOf(canvas().caret()), offsetOf(canvas().anchor())});
        *start = from;
        *end = to;
    }
    int selectionCount() const override { return canvas().hasSelection() ? 1 : 0; }
    void addSelection(int, int) override { }
    void removeSelection(int) override { }
    void setSelection(int, int, int) override { }

    int cursorPosition() const override { return offsetOf(canvas().caret()); }

    void setCursorPosition(int position) override
    {
        for (const Row &row : canvas().rowsInSight()) {
            const int size = static_cast<int>(canvas().textOf(row).size());
            if (position <= size) {
                canvas().goTo(row, position);
                return;
            }
            position -= size + 1;
        }
    }

    QString text(int start, int end) const override { return words().mid(start, end - start); }
    int characterCount() const override { return static_cast<int>(words().size()); }

    QRect characterRect(int offset) const override
    {
        for (const Row &row : canvas().rowsInSight()) {
            const int size = static_cast<int>(canvas().textOf(row).size());
            if (offset <= size) {
                const QRect rect = canvas().rectOf(row);
                return {canvas().viewport()->mapToGlobal(rect.topLeft()), rect.size()};
            }
            offset -= size + 1;
        }
        return {};
    }

    int offsetAtPoint(const QPoint &point) const override
    {
        const QPoint own = canvas().viewport()->mapFromGlobal(point);
        int offset = 0;
        for (const Row &row : canvas().rowsInSight()) {
            if (canvas().rectOf(row).contains(own))
                return offset;
            offset += static_cast<int>(canvas().textOf(row).size()) + 1;
        }
        return -1;
    }

    void scrollToSubstring(int start, int) override { setCursorPosition(start); }

    QString attributes(int offset, int *start, int *end) const override
    {
        *start = offset;
        *end = characterCount();
        return {};
    }

private:
    LogCanvas &canvas() const { return *static_cast<LogCanvas *>(widget()); }

    /// Places above and below what is in sight are its begin and its end.
    int offsetOf(TextPlace place) const
    {
        int offset = 0;
        for (const Row &row : canvas().rowsInSight()) {
            if (place.row <= row)
                return place.row == row ? offset + place.column : offset;
            offset += static_cast<int>(canvas().textOf(row).size()) + 1;
        }
        return std::max(0, offset - 1);
    }

    QString words() const
    {
        QStringList lines;
        for (const Row &row : canvas().rowsInSight())
            lines.append(canvas().textOf(row));
        return lines.join(u'\n');
    }
};

QAccessibleInterface *makeAccess(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<LogCanvas *>(object);
    return canvas ? new LogAccess(canvas) : nullptr;
}

} // namespace

void installLogAccess()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeAccess);
        return true;
    }();
    Q_UNUSED(isInstalled);
}

} // namespace slipway::log_view
