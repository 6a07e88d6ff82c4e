#include "ui/text/note_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace mien::ui {

namespace {

QString textOf(const PictureNote& note) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("PictureNote", text); };
  switch (note.kind) {
  case PictureNote::Kind::CutShort:
    return tr(QT_TRANSLATE_NOOP("PictureNote",
                                "The file lacks its last bytes. It shows the picture all the same and was used."));
  case PictureNote::Kind::Damaged:
    return tr(QT_TRANSLATE_NOOP("PictureNote", "The file is damaged inside: parts of the picture may look odd."));
  case PictureNote::Kind::FirstFrame:
    return tr(QT_TRANSLATE_NOOP("PictureNote", "The first of %1 frames of the animation is shown.")).arg(note.count);
  case PictureNote::Kind::FirstPage:
    return tr(QT_TRANSLATE_NOOP("PictureNote", "The first of %1 pictures in the file is shown.")).arg(note.count);
  case PictureNote::Kind::NearlyBlack:
    return tr(QT_TRANSLATE_NOOP("PictureNote", "The picture is nearly black. Brighten it if there is somebody in it."));
  case PictureNote::Kind::WhollyTransparent:
    return tr(QT_TRANSLATE_NOOP("PictureNote", "The picture is wholly transparent: there is nothing to be seen."));
  }
  return {};
}

} // namespace

QString noteTexts(std::span<const PictureNote> notes) {
  QStringList texts;
  for (const PictureNote& note : notes) {
    texts << textOf(note);
  }
  return texts.join(u'\n');
}

} // namespace mien::ui
