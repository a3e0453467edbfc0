#pragma once

#include "shell/palette_entry.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace slipway::shell {

class PaletteDelegate;
class PaletteModel;

/// Finds and runs: a card 700 wide over a scrim that covers its parent. Typing filters, the arrow keys choose, Enter
/// runs, Escape or a click beside it closes; the keyboard then goes back to where it was.
class CommandPalette final : public QWidget
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *parent);

    void open(QList<PaletteEntry> entries, const QStringList &recent, const QString &query = {});
    void dismiss();
    QString query() const;

Q_SIGNALS:
    /// Before the entry runs.
    void entryChosen(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void makeCard();
    QWidget *makeHead();
    void filter(const QString &query);
    void fit();
    void select(int row);
    /// Moves by whole entries; headings are passed over.
    void step(int by, int times = 1);
    void runCurrent();
    bool handleKey(int key);

    PaletteModel *m_model = nullptr;
    PaletteDelegate *m_delegate = nullptr;
    QWidget *m_card = nullptr;
    QLineEdit *m_field = nullptr;
    QLabel *m_count = nullptr;
    QListView *m_list = nullptr;
    QWidget *m_foot = nullptr;
    QPointer<QWidget> m_before;
};

} // namespace slipway::shell
