#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace slipway::widgets {

class Banner;

/// The parts of a sheet, laid out: head, scrolled body, failure, foot. What they do is the sheet's.
class SheetCard final : public QWidget
{
    Q_OBJECT

public:
    explicit SheetCard(QWidget *sheet);

    /// Heights at this width, of what never scrolls and of what the body would like.
    int fixedHeight(int width) const;
    int wantedHeight(int width) const;
    /// Derives its fonts from `base`, the sheet's own.
    void setFonts(const QFont &base);

    QWidget *head = nullptr;
    QLabel *icon = nullptr;
    QLabel *title = nullptr;
    QLabel *subtitle = nullptr;
    QScrollArea *scroll = nullptr;
    QWidget *content = nullptr;
    QVBoxLayout *body = nullptr;
    Banner *failure = nullptr;
    QWidget *foot = nullptr;
    /// Hidden until something is put there.
    QWidget *extra = nullptr;
    QVBoxLayout *extraColumn = nullptr;
    QWidget *ring = nullptr;
    QLabel *note = nullptr;
    QPushButton *cancel = nullptr;
    QPushButton *verb = nullptr;

private:
    void makeHead();
    void makeBody();
    void makeFoot();
};

} // namespace slipway::widgets
