"""The rule on messages finds what it should."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from messages import faults, messages  # noqa: E402


class MessagesTest(unittest.TestCase):
    def test_good_ones_are_left_alone(self):
        source = '''throw Error(Kind, Message("There is no file '{file}' in '{file}', "
                       "{count} of it.", {{"file", shownPath(file)}, {"count", names.size()}}));
                    Message start("{a}", {{"a", x}}); Message("plain"); Message::verbatim(text);'''
        self.assertEqual(list(faults("a.cpp", source)), [])
        self.assertEqual([text for _, text, _ in messages(source)],
                         ["There is no file '{file}' in '{file}', {count} of it.", "{a}", "plain"])

    def test_a_message_among_the_values_is_one_of_its_own(self):
        source = 'Message("{outer}", {{"outer", some ? Message("{inner}", {{"inner", call("text", {1})}}) : Message("")}})'
        self.assertEqual(list(faults("a.cpp", source)), [])

    def test_a_place_without_a_value(self):
        self.assertEqual(len(list(faults("a.cpp", '\n\nMessage("{file} {cuont}", {{"file", f}, {"count", 1}})'))), 2)
        self.assertTrue(next(faults("a.cpp", '\n\nMessage("{file}")')).startswith("a.cpp:3: {file} has no value"))

    def test_a_value_without_a_place(self):
        self.assertEqual(len(list(faults("a.cpp", 'Message("none", {{"file", f}})'))), 1)

    def test_two_values_of_one_name(self):
        self.assertEqual(len(list(faults("a.cpp", 'Message("{a}", {{"a", 1}, {"a", 2}})'))), 1)


if __name__ == "__main__":
    unittest.main()
