#include "core/weights/detail/pickle/pickle_reader.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <string_view>

namespace mien::detail {

namespace {

static_assert(std::endian::native == std::endian::little, "Numbers are copied from little-endian files as they are");

constexpr std::size_t kMaxBytes = std::size_t{64} << 20U;
constexpr std::size_t kMaxValues = 2'000'000; // EfficientNet-B3 needs about 20,000
constexpr std::size_t kMaxDimensions = 16;

enum Opcode : std::uint8_t {
  Mark = '(',
  Stop = '.',
  BinFloat = 'G',
  BinInt = 'J',
  BinInt1 = 'K',
  BinInt2 = 'M',
  None = 'N',
  BinPersistentId = 'Q',
  Reduce = 'R',
  BinString = 'T',
  ShortBinString = 'U',
  BinUnicode = 'X',
  Append = 'a',
  Build = 'b',
  Global = 'c',
  Dict = 'd',
  EmptyDict = '}',
  Appends = 'e',
  BinGet = 'h',
  LongBinGet = 'j',
  List = 'l',
  EmptyList = ']',
  BinPut = 'q',
  LongBinPut = 'r',
  SetItem = 's',
  Tuple = 't',
  EmptyTuple = ')',
  SetItems = 'u',
  Protocol = 0x80,
  Tuple1 = 0x85,
  Tuple2 = 0x86,
  Tuple3 = 0x87,
  NewTrue = 0x88,
  NewFalse = 0x89,
  Long1 = 0x8a,
  BinBytes = 'B',
  ShortBinBytes = 'C',
  ShortBinUnicode = 0x8c,
  BinUnicode8 = 0x8d,
  StackGlobal = 0x93,
  Memoize = 0x94,
  Frame = 0x95,
  NewObject = 0x81,
  NewObjectEx = 0x92,
  EmptySet = 0x8f,
  AddItems = 0x90,
  FrozenSet = 0x91,
};

[[noreturn]] void refuse(const Message& problem) { throw Error(ErrorKind::BadData, problem); }

[[noreturn]] void refuseDamaged(const Message& problem) {
  refuse(Message("{problem}. Copy, download or save it again", {{"problem", problem}}));
}

/// Damaged, or nothing that a state dict needs.
[[noreturn]] void refuseForeign(const Message& problem) {
  refuse(Message("{problem}; Mien reads data only. Copy or download it again, or load it in Python and save "
                 "model.state_dict() with torch.save",
                 {{"problem", problem}}));
}

using NamedValue = std::variant<PickleFunction, PickleStorageType>;

struct AllowedName {
  std::string_view module;
  std::string_view name;
  NamedValue value;
};

const std::array kAllowedNames{
    AllowedName{"collections", "OrderedDict", PickleFunction::OrderedDict},
    AllowedName{"collections", "defaultdict", PickleFunction::DefaultDict},
    AllowedName{"torch._utils", "_rebuild_tensor", PickleFunction::RebuildTensor},
    AllowedName{"torch._utils", "_rebuild_tensor_v2", PickleFunction::RebuildTensor},
    AllowedName{"torch._utils", "_rebuild_parameter", PickleFunction::RebuildParameter},
    AllowedName{"torch._utils", "_rebuild_parameter_with_state", PickleFunction::RebuildParameter},
    AllowedName{"torch._tensor", "_rebuild_from_type_v2", PickleFunction::RebuildFromType},
    AllowedName{"torch", "Size", PickleFunction::Size},
    AllowedName{"torch", "FloatStorage", PickleStorageType{DType::Float32}},
    AllowedName{"torch", "DoubleStorage", PickleStorageType{DType::Float64}},
    AllowedName{"torch", "HalfStorage", PickleStorageType{DType::Float16}},
    AllowedName{"torch", "BFloat16Storage", PickleStorageType{DType::BFloat16}},
    AllowedName{"torch", "LongStorage", PickleStorageType{DType::Int64}},
    AllowedName{"torch", "IntStorage", PickleStorageType{DType::Int32}},
    AllowedName{"torch", "ShortStorage", PickleStorageType{DType::Int16}},
    AllowedName{"torch", "CharStorage", PickleStorageType{DType::Int8}},
    AllowedName{"torch", "ByteStorage", PickleStorageType{DType::UInt8}},
    AllowedName{"torch", "BoolStorage", PickleStorageType{DType::Bool}},
    AllowedName{"torch.storage", "UntypedStorage", PickleStorageType{DType::UInt8}},
    AllowedName{"torch.storage", "_UntypedStorage", PickleStorageType{DType::UInt8}},
};

/// Modules whose classes often lie beside a state dict: settings, optimizers, schedules, numbers. Their objects are
/// kept as a name. Whatever is not here is refused, since a file that asks for it wants to run code.
constexpr std::array<std::string_view, 14> kForeignModules{"argparse",
                                                           "numpy",
                                                           "pathlib",
                                                           "datetime",
                                                           "collections",
                                                           "omegaconf",
                                                           "lightning",
                                                           "lightning_fabric",
                                                           "lightning_utilities",
                                                           "pytorch_lightning",
                                                           "torch.optim",
                                                           "fastcore",
                                                           "transformers",
                                                           "torch.utils.data"};

struct ForeignName {
  std::string_view module;
  std::string_view name;
};

constexpr std::array kForeignNames{
    ForeignName{"_codecs", "encode"},      ForeignName{"copy_reg", "_reconstructor"},
    ForeignName{"torch", "device"},        ForeignName{"copyreg", "_reconstructor"},
    ForeignName{"torch", "Tensor"},        ForeignName{"torch.nn.parameter", "Parameter"},
    ForeignName{"torch", "float16"},       ForeignName{"torch", "bfloat16"},
    ForeignName{"torch", "float32"},       ForeignName{"torch", "float64"},
    ForeignName{"torch", "int32"},         ForeignName{"torch", "int64"},
    ForeignName{"torch", "memory_format"},
};

/// Python's own types, as what a dictionary makes of missing values, say: those that hold data.
constexpr std::array<std::string_view, 13> kBuiltInTypes{"set",     "frozenset", "object",   "list", "dict",
                                                         "tuple",   "int",       "float",    "bool", "str",
                                                         "complex", "slice",     "bytearray"};

bool isForeign(std::string_view module, std::string_view name) {
  return std::ranges::any_of(kForeignModules,
                             [module](std::string_view known) {
                               return module == known ||
                                      (module.starts_with(known) && module.substr(known.size(), 1) == ".");
                             }) ||
         std::ranges::any_of(
             kForeignNames,
             [module, name](const ForeignName& known) { return known.module == module && known.name == name; }) ||
         ((module == "builtins" || module == "__builtin__") &&
          std::ranges::find(kBuiltInTypes, name) != kBuiltInTypes.end());
}

/// Text from the file for a message.
std::string shown(std::string_view text) { return shownText(text.substr(0, 80)); }

/// The whole numbers of a tuple such as a shape; nothing when it is something else.
std::optional<std::vector<std::int64_t>> wholeNumbers(const PickleValue& value) {
  const auto* tuple = value.as<PickleTuple>();
  if (tuple == nullptr || tuple->items.size() > kMaxDimensions) {
    return std::nullopt;
  }
  std::vector<std::int64_t> numbers;
  for (const PickleValue* item : tuple->items) {
    const auto* number = item->as<std::int64_t>();
    if (number == nullptr) {
      return std::nullopt;
    }
    numbers.push_back(*number);
  }
  return numbers;
}

class Unpickler {
public:
  explicit Unpickler(std::span<const std::byte> bytes) : m_rest(bytes) {}

  [[nodiscard]] std::size_t left() const { return m_rest.size(); }

  Pickle run() {
    while (true) {
      const std::uint8_t code = number<std::uint8_t>();
      if (code == Stop) {
        m_pickle.root = pop();
        return std::move(m_pickle);
      }
      if (!readNumberOrText(code) && !readContainer(code) && !readMemo(code)) {
        step(code);
      }
    }
  }

private:
  // --- bytes
  std::span<const std::byte> take(std::uint64_t size) {
    if (size > m_rest.size()) {
      refuseDamaged(Message("its pickle is cut short"));
    }
    const auto taken = m_rest.first(static_cast<std::size_t>(size));
    m_rest = m_rest.subspan(static_cast<std::size_t>(size));
    return taken;
  }

  template <typename T> T number() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

  std::string_view text(std::uint64_t size) {
    const auto taken = take(size);
    return {reinterpret_cast<const char*>(taken.data()), taken.size()};
  }

  std::string_view line() {
    const std::string_view rest(reinterpret_cast<const char*>(m_rest.data()), m_rest.size());
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) {
      refuseDamaged(Message("its pickle is cut short"));
    }
    take(end + 1);
    return rest.substr(0, end);
  }

  // --- the stack
  template <typename T> PickleValue* make(T&& data) {
    if (m_pickle.values.size() >= kMaxValues) {
      refuseForeign(Message("its pickle holds more values than weights need"));
    }
    return &m_pickle.values.emplace_back(PickleValue{std::forward<T>(data)});
  }

  template <typename T> void push(T&& data) { m_stack.push_back(make(std::forward<T>(data))); }

  /// Values below the last mark belong to an unfinished container and are out of reach, as in Python.
  [[nodiscard]] std::size_t bottom() const { return m_marks.empty() ? 0 : m_marks.back(); }

  PickleValue* top() {
    if (m_stack.size() <= bottom()) {
      refuseDamaged(Message("its pickle takes a value that is not there"));
    }
    return m_stack.back();
  }

  PickleValue* pop() {
    PickleValue* value = top();
    m_stack.pop_back();
    return value;
  }

  std::vector<PickleValue*> popToMark() {
    if (m_marks.empty()) {
      refuseDamaged(Message("its pickle has no start for a list"));
    }
    const auto first = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<PickleValue*> items(first, m_stack.end());
    m_stack.erase(first, m_stack.end());
    m_marks.pop_back();
    return items;
  }

  // --- the opcodes, by subject
  bool readNumberOrText(std::uint8_t code) {
    switch (code) {
    case None:
      push(PickleNone{});
      return true;
    case NewTrue:
    case NewFalse:
      push(code == NewTrue);
      return true;
    case BinInt:
      push(std::int64_t{number<std::int32_t>()});
      return true;
    case BinInt1:
      push(std::int64_t{number<std::uint8_t>()});
      return true;
    case BinInt2:
      push(std::int64_t{number<std::uint16_t>()});
      return true;
    case Long1:
      push(longNumber(take(number<std::uint8_t>())));
      return true;
    case BinFloat:
      push(bigEndianDouble());
      return true;
    case ShortBinString:
    case ShortBinBytes:
    case ShortBinUnicode:
      push(std::string(text(number<std::uint8_t>())));
      return true;
    case BinString:
    case BinBytes:
    case BinUnicode:
      push(std::string(text(number<std::uint32_t>())));
      return true;
    case BinUnicode8:
      push(std::string(text(number<std::uint64_t>())));
      return true;
    default:
      return false;
    }
  }

  bool readContainer(std::uint8_t code) {
    switch (code) {
    case Mark:
      m_marks.push_back(m_stack.size());
      return true;
    case EmptyList:
      push(PickleList{});
      return true;
    case EmptyTuple:
      push(PickleTuple{});
      return true;
    case EmptyDict:
      push(PickleDict{});
      return true;
    case List:
      push(PickleList{popToMark()});
      return true;
    case Tuple:
      push(PickleTuple{popToMark()});
      return true;
    case Tuple1:
    case Tuple2:
    case Tuple3: {
      std::vector<PickleValue*> items(static_cast<std::size_t>(code - Tuple1) + 1);
      std::generate(items.rbegin(), items.rend(), [this] { return pop(); });
      push(PickleTuple{std::move(items)});
      return true;
    }
    case Dict: {
      const auto items = popToMark();
      push(PickleDict{});
      setItems(items);
      return true;
    }
    case Append:
      append({pop()});
      return true;
    case Appends:
      append(popToMark());
      return true;
    case SetItem: {
      PickleValue* value = pop();
      PickleValue* key = pop();
      setItems({key, value});
      return true;
    }
    case SetItems:
      setItems(popToMark());
      return true;
    case EmptySet:
      push(PickleForeign{"set"});
      return true;
    case AddItems:
      append(popToMark());
      return true;
    case FrozenSet:
      popToMark();
      push(PickleForeign{"frozenset"});
      return true;
    default:
      return false;
    }
  }

  bool readMemo(std::uint8_t code) {
    switch (code) {
    case BinPut:
      put(number<std::uint8_t>());
      return true;
    case LongBinPut:
      put(number<std::uint32_t>());
      return true;
    case Memoize:
      put(m_memo.size());
      return true;
    case BinGet:
      get(number<std::uint8_t>());
      return true;
    case LongBinGet:
      get(number<std::uint32_t>());
      return true;
    default:
      return false;
    }
  }

  void step(std::uint8_t code) {
    switch (code) {
    case Protocol: {
      const auto protocol = number<std::uint8_t>();
      if (protocol < 2 || protocol > 5) {
        refuseForeign(Message("its pickle has protocol {protocol} where 2 to 5 are known", {{"protocol", protocol}}));
      }
      break;
    }
    case Frame:
      (void)number<std::uint64_t>(); // a hint for readers of streams
      break;
    case Global: {
      const std::string_view module = line();
      pushNamed(module, line());
      break;
    }
    case StackGlobal: {
      const PickleValue* name = pop();
      const PickleValue* module = pop();
      if (name->as<std::string>() == nullptr || module->as<std::string>() == nullptr) {
        refuseDamaged(Message("its pickle refers to a name that is not text"));
      }
      pushNamed(*module->as<std::string>(), *name->as<std::string>());
      break;
    }
    case Reduce: {
      const PickleValue* arguments = pop();
      PickleValue* function = pop();
      m_stack.push_back(call(function, *arguments));
      break;
    }
    case NewObject:
      pop();
      m_stack.push_back(newObject(pop()));
      break;
    case NewObjectEx:
      pop();
      pop();
      m_stack.push_back(newObject(pop()));
      break;
    case Build:
      // The one state that state dicts have: OrderedDict._metadata, version numbers of modules that Mien has no use
      // for.
      pop();
      if (top()->as<PickleDict>() == nullptr && top()->as<PickleForeign>() == nullptr) {
        refuseForeign(Message("its pickle sets the state of something that is not a dictionary"));
      }
      break;
    case BinPersistentId:
      m_stack.push_back(storage(*pop()));
      break;
    default:
      refuseForeign(Message("its pickle has the instruction {code}, which weights do not need", {{"code", code}}));
    }
  }

  // --- what they do
  static std::int64_t longNumber(std::span<const std::byte> bytes) {
    if (bytes.size() > 8) {
      refuseDamaged(Message("its pickle has a whole number beyond 64 bits"));
    }
    if (bytes.empty()) {
      return 0;
    }
    const bool negative = (bytes.back() & std::byte{0x80}) != std::byte{0};
    std::int64_t value = negative ? -1 : 0; // two's complement: the missing bytes repeat the sign
    std::memcpy(&value, bytes.data(), bytes.size());
    return value;
  }

  double bigEndianDouble() {
    std::uint64_t bits = 0;
    for (const std::byte byte : take(8)) {
      bits = bits << 8U | std::to_integer<std::uint64_t>(byte);
    }
    return std::bit_cast<double>(bits);
  }

  void append(const std::vector<PickleValue*>& items) {
    if (top()->as<PickleForeign>() != nullptr) {
      return;
    }
    auto* list = top()->as<PickleList>();
    if (list == nullptr) {
      refuseDamaged(Message("its pickle appends to something that is not a list"));
    }
    list->items.insert(list->items.end(), items.begin(), items.end());
  }

  void setItems(const std::vector<PickleValue*>& items) {
    if (top()->as<PickleForeign>() != nullptr) {
      return;
    }
    auto* dict = top()->as<PickleDict>();
    if (dict == nullptr || items.size() % 2 != 0) {
      refuseDamaged(Message("its pickle fills something that is not a dictionary"));
    }
    for (std::size_t i = 0; i < items.size(); i += 2) {
      dict->items.emplace_back(items[i], items[i + 1]);
    }
  }

  void put(std::size_t slot) {
    // Python numbers the slots one after the other. Holes are allowed, but not ones that cost memory.
    if (slot > m_memo.size() + 1024 || slot > kMaxValues) {
      refuseDamaged(Message("its pickle uses an absurd memory slot"));
    }
    PickleValue* value = top();
    if (slot >= m_memo.size()) {
      m_memo.resize(slot + 1, nullptr);
    }
    m_memo[slot] = value;
  }

  void get(std::size_t slot) {
    if (slot >= m_memo.size() || m_memo[slot] == nullptr) {
      refuseDamaged(Message("its pickle reads an empty memory slot"));
    }
    m_stack.push_back(m_memo[slot]);
  }

  void pushNamed(std::string_view module, std::string_view name) {
    for (const AllowedName& allowed : kAllowedNames) {
      if (allowed.module == module && allowed.name == name) {
        std::visit([this](auto value) { push(value); }, allowed.value);
        return;
      }
    }
    if (isForeign(module, name)) {
      push(PickleForeign{std::string(module.substr(0, 80)) + "." + std::string(name.substr(0, 80))});
      return;
    }
    refuse(Message("it asks for '{module}.{name}', which is refused: it is a whole pickled model or another Python "
                   "object, and Mien reads data only and never runs code from a file. If you trust the file, load it "
                   "in Python and save model.state_dict() with torch.save",
                   {{"module", shown(module)}, {"name", shown(name)}}));
  }

  /// An object of a foreign class: the class stands for it. Lightning's settings are a dictionary of theirs.
  PickleValue* newObject(PickleValue* of) {
    const auto* foreign = of->as<PickleForeign>();
    if (foreign == nullptr) {
      refuseForeign(Message("its pickle makes an object of something that is not a class"));
    }
    return foreign->name.ends_with(".AttributeDict") ? make(PickleDict{}) : of;
  }

  PickleValue* call(PickleValue* function, const PickleValue& arguments) {
    if (function->as<PickleForeign>() != nullptr) {
      return newObject(function);
    }
    const auto* which = function->as<PickleFunction>();
    const auto* tuple = arguments.as<PickleTuple>();
    if (which == nullptr || tuple == nullptr) {
      refuseForeign(Message("its pickle calls something that is not a function"));
    }
    const auto& items = tuple->items;
    switch (*which) {
    case PickleFunction::OrderedDict:
      return orderedDict(items);
    case PickleFunction::DefaultDict:
      return make(PickleDict{});
    case PickleFunction::RebuildFromType: // (function, type, arguments, state) of a tensor with attributes
      if (items.size() == 4 && items[0]->as<PickleFunction>() != nullptr &&
          *items[0]->as<PickleFunction>() == PickleFunction::RebuildTensor && items[2]->as<PickleTuple>() != nullptr) {
        return tensor(items[2]->as<PickleTuple>()->items);
      }
      break;
    case PickleFunction::Size:
      if (items.size() == 1 && items[0]->as<PickleTuple>() != nullptr) {
        return items[0];
      }
      break;
    case PickleFunction::RebuildParameter:
      if (!items.empty() && items[0]->as<PickleTensor>() != nullptr) {
        return items[0];
      }
      break;
    case PickleFunction::RebuildTensor:
      return tensor(items);
    }
    refuseForeign(Message("its pickle calls a function with wrong arguments"));
  }

  /// Without arguments, or (Python 2's way) with a list of pairs.
  PickleValue* orderedDict(const std::vector<PickleValue*>& items) {
    PickleDict dict;
    if (!items.empty()) {
      const auto* pairs = items[0]->as<PickleList>();
      if (items.size() != 1 || pairs == nullptr) {
        refuseForeign(Message("its pickle builds a dictionary from something else"));
      }
      for (const PickleValue* item : pairs->items) {
        const std::vector<PickleValue*>* pair = nullptr;
        if (const auto* list = item->as<PickleList>()) {
          pair = &list->items;
        } else if (const auto* tuple = item->as<PickleTuple>()) {
          pair = &tuple->items;
        }
        if (pair == nullptr || pair->size() != 2) {
          refuseForeign(Message("its pickle builds a dictionary from something else"));
        }
        dict.items.emplace_back((*pair)[0], (*pair)[1]);
      }
      // One list can be turned into many dictionaries: their sum must stay within bounds.
      m_copied += pairs->items.size();
      if (m_copied > kMaxValues) {
        refuseForeign(Message("its pickle holds more values than weights need"));
      }
    }
    return make(std::move(dict));
  }

  /// _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)
  PickleValue* tensor(const std::vector<PickleValue*>& items) {
    if (items.size() < 4) {
      refuseForeign(Message("its pickle describes a tensor with too few values"));
    }
    const auto* storage = items[0]->as<PickleStorage>();
    const auto* offset = items[1]->as<std::int64_t>();
    auto shape = wholeNumbers(*items[2]);
    auto strides = wholeNumbers(*items[3]);
    if (storage == nullptr || offset == nullptr || !shape || !strides || shape->size() != strides->size()) {
      refuseForeign(Message("its pickle describes a tensor in an unknown way"));
    }
    return make(PickleTensor{storage, *offset, std::move(*shape), std::move(*strides)});
  }

  /// ("storage", type, key, location, number of elements), before PyTorch 1.6 with None for "no view of another one"
  PickleValue* storage(const PickleValue& id) {
    const auto* tuple = id.as<PickleTuple>();
    const bool legacy = tuple != nullptr && tuple->items.size() == 6 && tuple->items[5]->as<PickleNone>() != nullptr;
    if (tuple == nullptr || (tuple->items.size() != 5 && !legacy)) {
      refuseForeign(Message("its pickle refers to numbers in an unknown way"));
    }
    const auto* tag = tuple->items[0]->as<std::string>();
    const auto* type = tuple->items[1]->as<PickleStorageType>();
    const auto* key = tuple->items[2]->as<std::string>();
    const auto* count = tuple->items[4]->as<std::int64_t>();
    if (tag == nullptr || *tag != "storage" || type == nullptr || key == nullptr || count == nullptr || *count < 0 ||
        key->empty() || key->find('/') != std::string::npos) {
      refuseForeign(Message("its pickle refers to numbers in an unknown way"));
    }
    return make(PickleStorage{type->type, *key, *count});
  }

  std::span<const std::byte> m_rest;
  Pickle m_pickle;
  std::vector<PickleValue*> m_stack;
  std::vector<std::size_t> m_marks;
  std::vector<PickleValue*> m_memo;
  std::size_t m_copied = 0;
};

} // namespace

Pickle readPickle(std::span<const std::byte> bytes, std::size_t* used) {
  if (bytes.size() > kMaxBytes) {
    refuseForeign(Message("its pickle is larger than weights need"));
  }
  Unpickler unpickler(bytes);
  Pickle pickle = unpickler.run();
  if (used != nullptr) {
    *used = bytes.size() - unpickler.left();
  }
  return pickle;
}

} // namespace mien::detail
