package io.jsctp.testkit.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** System calls and the expressions in them. */
final class CallParser {
    private static final int DEEPEST = 50;

    private final Tokens tokens;
    private int depth;

    CallParser(Tokens tokens) {
        this.tokens = tokens;
    }

    SystemCall call() throws ScriptSyntaxException {
        Token name = tokens.word("the name of a system call");
        tokens.expect('(');
        List<Expression> arguments = list(')');
        tokens.expect('=');
        Expression expected = expression();
        Token next = tokens.peek();
        // The next event begins with a number or a character: a word can only be the errno.
        @Nullable String errno = next.type() == Token.Type.WORD ? tokens.next().text() : null;
        return new SystemCall(name.line(), name.text(), arguments, expected, errno, note());
    }

    private String note() throws ScriptSyntaxException {
        StringBuilder words = new StringBuilder();
        while (tokens.skip('(')) {
            while (!tokens.skip(')')) {
                if (tokens.atEnd()) {
                    throw tokens.peek().expected("\")\"");
                }
                words.append(words.isEmpty() ? "" : " ").append(tokens.next().text());
            }
        }
        return words.toString();
    }

    private List<Expression> list(char end) throws ScriptSyntaxException {
        List<Expression> values = new ArrayList<>();
        if (tokens.skip(end)) {
            return values;
        }
        do {
            values.add(expression());
        } while (tokens.skip(','));
        tokens.expect(end);
        return values;
    }

    private Expression expression() throws ScriptSyntaxException {
        if (++depth > DEEPEST) {
            throw tokens.peek().wrong("the expression is nested too deeply");
        }
        Expression first = operand();
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (tokens.skip('|')) {
            operands.add(operand());
        }
        depth--;
        return operands.size() == 1 ? first : new Expression.Or(operands);
    }

    private Expression operand() throws ScriptSyntaxException {
        Token token = tokens.peek();
        return switch (token.type()) {
            case ELLIPSIS -> {
                tokens.next();
                yield Expression.ELLIPSIS;
            }
            case NUMBER -> new Expression.IntegerValue(tokens.next().value());
            case TEXT -> new Expression.Text(tokens.next().text());
            case ADDRESS -> new Expression.Address(tokens.address());
            case WORD -> {
                tokens.next();
                yield tokens.skip('(')
                        ? new Expression.Call(token.text(), list(')'))
                        : new Expression.Symbol(token.text());
            }
            default -> {
                if (tokens.skip('[')) {
                    yield new Expression.ListValue(list(']'));
                }
                if (tokens.skip('{')) {
                    yield struct();
                }
                throw token.expected("a value");
            }
        };
    }

    private Expression struct() throws ScriptSyntaxException {
        List<Expression.Field> fields = new ArrayList<>();
        if (tokens.skip('}')) {
            return new Expression.Struct(fields);
        }
        do {
            String name = "";
            if (tokens.peek().type() == Token.Type.WORD && tokens.peek(1).is('=')) {
                name = tokens.next().text();
                tokens.expect('=');
            }
            fields.add(new Expression.Field(name, expression()));
        } while (tokens.skip(','));
        tokens.expect('}');
        return new Expression.Struct(fields);
    }
}
