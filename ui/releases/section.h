#pragma once

#include "base/status.h"
#include "releases_page/fact_list.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace slipway::releases_page {

/// A part of the details: a heading with a count or chip and perhaps a link, and rows below.
class Section final : public QWidget
{
    Q_OBJECT

public:
    explicit Section(const QString &title, QWidget *parent = nullptr);

    /// 0: none.
    void setCount(qsizetype count);
    /// Empty words: none.
    void setChip(base::Status status, const QString &words);
    /// Words at the right of the heading; empty: none.
    void setRemark(const QString &words);
    /// A button there; empty words: none.
    void setLink(const QString &words, const QString &tip = {});
    FactList &list() const { return *m_list; }
    /// Below the rows.
    void addWidget(QWidget *widget);

Q_SIGNALS:
    void linkClicked();
    void pageRequested(const QUrl &page);

private:
    class Head;
    QVBoxLayout *m_column;
    Head *m_head;
    FactList *m_list;
};

} // namespace slipway::releases_page
