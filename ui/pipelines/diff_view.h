#pragma once

#include "textdiff/diff_rows.h"

#include <QListView>

namespace slipway::pipelines_page {

/// Two texts as one list of lines, what is added and removed marked by sign, colour and words.
class DiffView final : public QListView
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setRows(std::vector<textdiff::DiffRow> rows);

Q_SIGNALS:
    /// A line of the text after was chosen; counts from 0.
    void lineChosen(int line);

protected:
    void changeEvent(QEvent *event) override;

private:
    void adoptFont();
};

} // namespace slipway::pipelines_page
