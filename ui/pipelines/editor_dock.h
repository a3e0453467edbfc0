#pragma once

#include "base/status.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace slipway::pipelines_page {

class CountPill;

/// The tabs below the canvas: text, changes, problems, what would start. Counts stand beside a tab's name; where the
/// cursor is stands at the right.
class EditorDock final : public QWidget
{
    Q_OBJECT

public:
    explicit EditorDock(QWidget *parent = nullptr);

    /// Appends a tab, which owns `content`; gives its index.
    int addTab(const QString &name, QWidget *content);
    void setCount(int tab, int count, base::Status tone = base::Status::Unknown);
    void setCurrent(int tab);
    int current() const;
    /// ".github/workflows/ci.yml", "Ln 75, Col 14", "LF", "Spaces: 2".
    void setPlace(const QString &path, const QString &position, const QString &format);
    bool isFolded() const { return m_isFolded; }
    void setFolded(bool folded);

Q_SIGNALS:
    void currentChanged(int tab);
    void foldedChanged(bool folded);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillHead();
    void adoptFont();
    void showPath();
    int headHeight() const;

    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QLabel *m_path;
    QLabel *m_position;
    QLabel *m_format;
    QToolButton *m_fold;
    QWidget *m_head;
    QString m_fullPath;
    QStringList m_names;
    QList<CountPill *> m_counts;
    bool m_isFolded = false;
};

} // namespace slipway::pipelines_page
