using System.Globalization;
using System.Reflection;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>What the runtime's assemblies show to the outside, one line for each type, base type and member.</summary>
internal static class PublicSurface
{
    private const string Overridable = " overridable";
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>The lines of what each type declares itself.</summary>
    public static SortedSet<string> Declared() => Lines(Members | BindingFlags.DeclaredOnly, type => [type]);

    /// <summary>The lines of all that each type has, inherited or not; an overridable member is listed as a plain one too.</summary>
    public static SortedSet<string> Complete()
    {
        var lines = Lines(Members | BindingFlags.FlattenHierarchy, type => type.IsInterface ? [type, .. type.GetInterfaces()] : [type]);
        lines.UnionWith(lines.Where(line => line.EndsWith(Overridable, StringComparison.Ordinal)).Select(line => line[..^Overridable.Length]).ToList());
        return lines;
    }

    private static SortedSet<string> Lines(BindingFlags flags, Func<Type, Type[]> holders)
    {
        Type[] oneOfEach = [typeof(ActorSystem), typeof(AkkaConfigurationBuilder), typeof(DependencyResolver), typeof(TestKitBase), typeof(TestKit)];
        var lines = oneOfEach.Select(type => type.Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(IsVisible)
            .SelectMany(type => Describe(type).Concat(
                holders(type).SelectMany(holder => holder.GetMembers(flags)).SelectMany(Describe).Select(member => $"{type}: {member}")));
        return new SortedSet<string>(lines, StringComparer.Ordinal);
    }

    private static bool IsVisible(Type type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!));

    private static IEnumerable<string> Describe(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : (type.IsAbstract, type.IsSealed) switch
            {
                (true, true) => "static class",
                (true, false) => "abstract class",
                (false, true) => "sealed class",
                _ => "class",
            };
        yield return $"{type} {kind}{Constraints(type.GetGenericArguments())}";
        foreach (var parent in type.GetInterfaces().Where(IsVisible))
        {
            yield return $"{type} is {parent}";
        }

        for (var parent = type.BaseType; parent is not null && parent != typeof(object); parent = parent.BaseType)
        {
            yield return $"{type} is {parent}";
        }
    }

    private static IEnumerable<string> Describe(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when Access(constructor) is { } access =>
            [$"{access} constructor({Parameters(constructor)})"],
        MethodInfo method when Access(method) is { } access && !IsAccessor(method) =>
            [$"{access}{Static(method)} {method.ReturnType} {method.Name}{Arguments(method)}({Parameters(method)}){CanOverride(method)}"],
        PropertyInfo property => property.GetAccessors(nonPublic: true).Where(accessor => Access(accessor) is not null)
            .Select(accessor => $"{Access(accessor)}{Static(accessor)} {accessor.ReturnType} {accessor.Name}({Parameters(accessor)}){CanOverride(accessor)}"),
        FieldInfo field when !field.IsSpecialName && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) => [Describe(field)],
        _ => [],
    };

    private static string Describe(FieldInfo field)
    {
        var access = field.IsPublic ? "public" : "protected";
        var kind = field.IsLiteral ? " const" : (field.IsStatic ? " static" : "") + (field.IsInitOnly ? " readonly" : "");
        return $"{access}{kind} {field.FieldType} {field.Name}{(field.IsLiteral ? " = " + Text(field.GetRawConstantValue()) : "")}";
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string? Access(MethodBase method) =>
        method.IsPublic ? "public" : method.IsFamily || method.IsFamilyOrAssembly ? "protected" : null;

    private static string Static(MethodBase method) => method.IsStatic ? " static" : "";

    private static string CanOverride(MethodInfo method) =>
        method.IsVirtual && !method.IsFinal && method.ReflectedType is { IsInterface: false, IsSealed: false } ? Overridable : "";

    private static string Arguments(MethodInfo method) => method.IsGenericMethodDefinition
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>{Constraints(method.GetGenericArguments())}"
        : "";

    private static string Constraints(Type[] arguments) => string.Concat(arguments
        .Where(argument => argument.IsGenericParameter)
        .Select(argument => (argument.Name, Texts: (string[])
        [
            .. (argument.GenericParameterAttributes & GenericParameterAttributes.SpecialConstraintMask) is var special and not 0 ? [$"{special}"] : Array.Empty<string>(),
            .. argument.GetGenericParameterConstraints().Select(constraint => constraint.ToString()),
        ]))
        .Where(argument => argument.Texts.Length > 0)
        .Select(argument => $" where {argument.Name}: {string.Join(", ", argument.Texts)}"));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsOut ? "out " : "")
        + (parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params " : "")
        + $"{parameter.ParameterType} {parameter.Name}"
        + (parameter.HasDefaultValue ? " = " + Text(parameter.RawDefaultValue) : "")));

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
