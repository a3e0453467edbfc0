#pragma once

#include "base/status.h"

#include <QList>
#include <QListView>
#include <QStyledItemDelegate>
#include <QUrl>

#include <optional>

class QStandardItemModel;

namespace slipway::releases_page {

/// A line of a release's details. Texts are others' words and shown as they are.
struct FactRow {
    enum class Kind {
        Fact,   ///< icon or commit, text, and at the right a value or a person
        Change, ///< text, before → after, and how much that is
        Prose,  ///< text over as many lines as it needs
    };
    Kind kind = Kind::Fact;
    /// As in theme::icon, in the colour of `tone`; empty: none.
    QString icon;
    base::Status tone = base::Status::Unknown;
    /// A commit, as a chip before the text.
    QString sha;
    QString text;
    bool isMono = false;
    bool isDim = false;
    /// The text takes the colour of `tone` too.
    bool isToned = false;
    QString value;
    QString before;
    QString after;
    QString person;
    QUrl page;
    QString tip;
    /// A hairline above it.
    bool beginsPart = false;
    bool operator==(const FactRow &) const = default;
};

/// What a screen reader says of a row.
QString spoken(const FactRow &row);

/// Paints FactRows.
class FactDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// FactRows, as high as they are many: what is around it scrolls. Enter or a double click opens a row's page.
class FactList final : public QListView
{
    Q_OBJECT

public:
    explicit FactList(const QString &name, QWidget *parent = nullptr);
    void setRows(const QList<FactRow> &rows);
    const QList<FactRow> &rows() const { return m_rows; }

Q_SIGNALS:
    void pageRequested(const QUrl &page);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void fit();

    QStandardItemModel *m_model;
    QList<FactRow> m_rows;
    bool m_isFitting = false;
};

} // namespace slipway::releases_page

Q_DECLARE_METATYPE(slipway::releases_page::FactRow)
