#include "shell/about_dialog.h"

#include "shell/shortcuts_list.h"
#include "theme/fonts.h"
#include "theme/icons.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

void finish(QDialog &dialog, QVBoxLayout &column)
{
    auto *buttons = new QDialogButtonBox(&dialog);
    buttons->addButton(AboutDialog::tr("Close"), QDialogButtonBox::RejectRole);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    column.addWidget(buttons);
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.setAccessibleName(dialog.windowTitle());
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Slipway"));
    auto *column = new QVBoxLayout(this);
    auto *picture = new QLabel(this);
    picture->setPixmap(theme::iconPixmap(u"slipway"_s, 64, Qt::black, devicePixelRatioF()));
    picture->setAccessibleName(tr("Slipway's icon"));
    auto *title = new QLabel(tr("Slipway %1").arg(QStringLiteral(SLIPWAY_VERSION)), this);
    title->setFont(theme::font(theme::FontRole::SheetTitle));
    auto *words = new QLabel(tr("A release console for GitHub Actions, Fly.io, Vercel and Sentry.\n"
                                "Made with Qt %1, QCoro, yaml-cpp, QtKeychain and libsodium.\n"
                                "Free software; the licence is in the file LICENSE.")
                                 .arg(QString::fromLatin1(qVersion())),
                             this);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(picture);
    column->addWidget(title);
    column->addWidget(words);
    column->addStretch();
    finish(*this, *column);
    resize(460, 260);
}

ShortcutsDialog::ShortcutsDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(new ShortcutsList(this), 1);
    finish(*this, *column);
    resize(560, 600);
}

} // namespace slipway::shell
