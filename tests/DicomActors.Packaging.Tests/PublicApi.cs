using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DicomActors.Packaging.Tests;

/// <summary>What users of an assembly can see, a line for each type and member, in an order that does not depend on the source.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().SelectMany(type => Members(type).Prepend(Header(type))).Order(StringComparer.Ordinal)];

    private static string Header(Type type)
    {
        // What a base class implements is its own matter, and differs between the runtimes.
        var bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])
            .Where(candidate => candidate.IsVisible && !type.IsEnum)
            .Select(Name).Order(StringComparer.Ordinal);
        var parents = type.BaseType is { } parent && !type.IsValueType && parent != typeof(object) ? bases.Prepend(Name(parent)) : bases;
        var list = string.Join(", ", parents);
        return $"{Name(type)} : {Kind(type)}{(list.Length > 0 ? $" <- {list}" : "")}";
    }

    private static string Kind(Type type) =>
        type.IsEnum ? $"enum {Name(Enum.GetUnderlyingType(type))}"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var member in type.GetMembers(Declared))
        {
            var line = member switch
            {
                FieldInfo field when IsVisible(field.IsPublic, field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName => OfField(field),
                ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
                PropertyInfo property => OfProperty(property),
                EventInfo happening when IsVisible(happening.AddMethod!) => $"event {Name(happening.EventHandlerType!)} {happening.Name}",
                MethodInfo method when IsVisible(method) && !IsAccessor(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute)) => OfMethod(method),
                _ => null,
            };
            if (line is not null)
            {
                yield return $"{Name(type)}.{line}";
            }
        }
    }

    private static string OfField(FieldInfo field)
    {
        var value = field.IsLiteral ? $" = {Value(field.GetRawConstantValue())}" : "";
        return $"{field.Name}: {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)}{Mark(field.FieldType, Nullability.Create(field).ReadState)}{value}";
    }

    private static string? OfProperty(PropertyInfo property)
    {
        var isGenerated = property.Name == "EqualityContract";
        var get = property.GetMethod is { } getter && IsVisible(getter) ? " get;" : "";
        var set = property.SetMethod is { } setter && IsVisible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        if (isGenerated || get + set == "")
        {
            return null;
        }

        var accessor = property.GetMethod ?? property.SetMethod!;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
        return $"{property.Name}{index}: {Modifiers(accessor)}{required}{Name(property.PropertyType)}{Mark(property.PropertyType, Nullability.Create(property).ReadState)} {{{get}{set} }}";
    }

    private static string OfMethod(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{method.Name}{generic}({Parameters(method)}): {Modifiers(method)}{Name(method.ReturnType)}{Mark(method.ReturnType, Nullability.Create(method.ReturnParameter).ReadState)}";
    }

    private static string Modifiers(MethodInfo method) =>
        (method.IsPublic || method.DeclaringType!.IsInterface ? "" : "protected ")
        + (method.IsStatic ? "static " : method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType.IsSealed ? "virtual " : "");

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var value = parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "";
        return $"{direction}{Name(parameter.ParameterType)}{Mark(parameter.ParameterType, Nullability.Create(parameter).ReadState)} {parameter.Name}{value}";
    }

    private static string Mark(Type type, NullabilityState state) => !type.IsValueType && state == NullabilityState.Nullable ? "?" : "";

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool isSet => isSet ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Name(underlying)}?";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var own = type.Name.Split('`')[0];
        var outer = type.DeclaringType is { } declaring ? $"{Name(declaring)}." : type.Namespace is { } space && space != "System" ? $"{space}." : "";
        var arguments = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToList();
        return $"{outer}{own}{(arguments.Count > 0 ? $"<{string.Join(", ", arguments.Select(Name))}>" : "")}";
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(MethodBase method) => IsVisible(method.IsPublic, method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsVisible(bool isPublic, bool isProtected) => isPublic || isProtected;
}
