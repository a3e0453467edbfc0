#pragma once

#include "approvals_page/patch.h"

#include <QListView>

namespace slipway::approvals_page {

/// The change of one file, unified or side by side: line numbers, signs, changed words, light colours for the syntax.
class PatchView final : public QListView
{
    Q_OBJECT

public:
    enum class Layout { Unified, Split };

    explicit PatchView(QWidget *parent = nullptr);

    /// The unified diff of `path`; an empty one says why there is nothing to see.
    void setPatch(const QString &path, const QString &patch);
    void setLayout(Layout layout);
    Layout patchLayout() const { return m_layout; }

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void adoptFont();
    void show();

    QString m_path;
    QList<PatchLine> m_lines;
    Layout m_layout = Layout::Unified;
};

} // namespace slipway::approvals_page
