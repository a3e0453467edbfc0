#include "e2e_stage/window_reader.h"

#include "shell/actions.h"
#include "shell/main_window.h"
#include "shell/palette_model.h"
#include "shell/sync_indicator.h"
#include "widgets/banner.h"
#include "widgets/toast.h"

#include <QApplication>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::e2e {

namespace {

QString plain(QString text)
{
    return text.replace(QChar(0x00A0), u' ');
}

QString spoken(const QModelIndex &index)
{
    return plain(index.data(Qt::AccessibleTextRole).toString());
}

QStringList spokenRows(const QAbstractItemView *view)
{
    QStringList rows;
    for (int row = 0; view && row < view->model()->rowCount(); ++row)
        rows += spoken(view->model()->index(row, 0));
    return rows;
}

/// The row whose first column has that text; -1 for none.
int rowOf(const QAbstractItemView &view, const QString &text)
{
    for (int row = 0; row < view.model()->rowCount(); ++row) {
        if (view.model()->index(row, 0).data().toString() == text)
            return row;
    }
    return -1;
}

} // namespace

QWidget *WindowReader::named(const QString &name) const
{
    const auto fits = [&name](const QWidget *widget) {
        return widget->isVisible() && widget->accessibleName() == name;
    };
    const auto all = m_window.findChildren<QWidget *>();
    const auto found = std::ranges::find_if(all, fits);
    return found == all.end() ? nullptr : *found;
}

QPushButton *WindowReader::linkStarting(const QString &name) const
{
    const auto fits = [&name](const QPushButton *button) {
        return button->isVisible() && button->accessibleName().startsWith(name);
    };
    const auto all = m_window.findChildren<QPushButton *>();
    const auto found = std::ranges::find_if(all, fits);
    return found == all.end() ? nullptr : *found;
}

QAbstractItemView *WindowReader::fleet() const
{
    return view(u"Fleet: apps and environments"_s);
}

QAbstractItemView *WindowReader::workflows() const
{
    return view(u"Workflows and their newest runs"_s);
}

QString WindowReader::cell(const QString &app, Column column) const
{
    const QAbstractItemView *view = fleet();
    const int row = view ? rowOf(*view, app) : -1;
    return row < 0 ? QString() : spoken(view->model()->index(row, column));
}

bool WindowReader::shows(Column column) const
{
    const auto *table = qobject_cast<QTableView *>(fleet());
    return table && !table->isColumnHidden(column);
}

QString WindowReader::workflow(const QString &name) const
{
    const QAbstractItemView *view = workflows();
    const int row = view ? rowOf(*view, name) : -1;
    QStringList parts;
    for (int column = 0; row >= 0 && column < view->model()->columnCount(); ++column)
        parts += spoken(view->model()->index(row, column));
    return parts.join(u"; "_s);
}

QStringList WindowReader::inbox() const
{
    const QWidget *pane = named(u"Needs you"_s);
    QList<QWidget *> entries;
    for (QWidget *widget : pane ? pane->findChildren<QWidget *>() : QList<QWidget *>()) {
        if (widget->isVisible() && widget->inherits("slipway::overview_page::InboxEntry"))
            entries += widget;
    }
    std::ranges::sort(entries, {}, &QWidget::y);
    QStringList lines;
    for (const QWidget *entry : std::as_const(entries))
        lines += plain(entry->accessibleName() + u": "_s + entry->accessibleDescription());
    return lines;
}

QStringList WindowReader::banners() const
{
    QStringList lines;
    for (const auto *banner : m_window.findChildren<widgets::Banner *>()) {
        if (banner->isVisible())
            lines += plain(banner->sentence());
    }
    return lines;
}

QPushButton *WindowReader::bannerButton() const
{
    for (const auto *banner : m_window.findChildren<widgets::Banner *>()) {
        auto *button = banner->findChild<QPushButton *>();
        if (banner->isVisible() && button && button->isVisible())
            return button;
    }
    return nullptr;
}

QString WindowReader::sync() const
{
    const auto *indicator = m_window.findChild<shell::SyncIndicator *>();
    return indicator ? plain(indicator->accessibleName()) : QString();
}

QString WindowReader::toast() const
{
    const QStringList shown = toasts();
    return shown.isEmpty() ? QString() : shown.last();
}

bool WindowReader::says(const QString &words) const
{
    return !toasts().filter(words).isEmpty();
}

QStringList WindowReader::toasts() const
{
    QStringList shown;
    for (const auto *toast : m_window.findChildren<widgets::Toast *>()) {
        if (toast->isVisible())
            shown += plain(toast->text().words);
    }
    return shown;
}

QStringList WindowReader::notifications() const
{
    m_window.actions()["notifications.show"].trigger();
    QCoreApplication::processEvents();
    QStringList lines;
    for (const auto *list : m_window.findChildren<QAbstractItemView *>()) {
        if (list->isVisible() && list->accessibleName() == "Notifications"_L1)
            lines = spokenRows(list);
    }
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return lines;
}

QStringList WindowReader::paletteResults() const
{
    const QAbstractItemView *results = view(u"Results"_s);
    QStringList titles;
    for (int row = 0; results && row < results->model()->rowCount(); ++row) {
        const QModelIndex index = results->model()->index(row, 0);
        if (!index.data(shell::PaletteModel::IsHeadingRole).toBool())
            titles += plain(index.data().toString());
    }
    return titles;
}

} // namespace slipway::e2e
