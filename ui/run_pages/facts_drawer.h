#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

class QSplitter;

namespace slipway::run_pages {

class FactsPane;

/// Where the facts stand: in the right column, or, where there is no room, as a drawer over the page that Esc closes.
class FactsDrawer final : public QObject
{
    Q_OBJECT

public:
    /// `facts` is the second part of `columns`; as a drawer it lies over `columns`, within `page`. All outlive this.
    FactsDrawer(FactsPane *facts, QSplitter *columns, QWidget *page);

    void setNarrow(bool narrow);
    bool isNarrow() const { return m_isNarrow; }
    bool isOpen() const;
    void setOpen(bool open);
    /// The columns' places while they stand side by side.
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void openChanged(bool open);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    FactsPane *m_facts;
    QSplitter *m_columns;
    QWidget *m_page;
    /// Had the keyboard before the drawer opened.
    QPointer<QWidget> m_before;
    QByteArray m_wide;
    bool m_isNarrow = false;
};

} // namespace slipway::run_pages
